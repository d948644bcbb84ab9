ALTER TABLE "main"."orders" ADD COLUMN "note" varchar(65535);
