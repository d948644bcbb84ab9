ALTER TABLE "main"."orders" ADD PRIMARY KEY ("c_text", "c_uuid");
