CREATE UNIQUE INDEX "main"."orders_key" ON "orders" ("c_text", "c_uuid");
