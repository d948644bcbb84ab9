ALTER TABLE "main"."orders" ADD COLUMN "note" text;
