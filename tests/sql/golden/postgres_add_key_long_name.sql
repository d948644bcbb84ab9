ALTER TABLE "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo" ADD PRIMARY KEY ("c_text", "c_uuid");
