CREATE TABLE "main"."orders" (
  "c_text" varchar(255) NOT NULL,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double precision,
  "c_bytes" varbinary(65535),
  "c_date" date,
  "c_time" time(6),
  "c_timestamp" timestamp(6) with time zone,
  "c_datetime" timestamp(6),
  "c_json" varchar(65535),
  "c_uuid" char(36) NOT NULL,
  "c_decimal_18_4" decimal(18,4),
  "c_required" bigint NOT NULL
);
