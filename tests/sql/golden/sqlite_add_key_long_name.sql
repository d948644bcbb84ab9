CREATE UNIQUE INDEX "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo_key" ON "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo" ("c_text", "c_uuid");
