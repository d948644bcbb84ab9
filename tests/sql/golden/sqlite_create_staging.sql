CREATE TEMPORARY TABLE "orders" (
  "c_text" text,
  "c_boolean" integer,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" text,
  "c_float" real,
  "c_bytes" blob,
  "c_date" text,
  "c_time" text,
  "c_timestamp" text,
  "c_datetime" text,
  "c_json" text,
  "c_uuid" text,
  "c_decimal_18_4" text,
  "c_required" bigint
);
