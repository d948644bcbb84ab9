CREATE TEMPORARY TABLE "orders" (
  "c_text" text,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" numeric,
  "c_float" double precision,
  "c_bytes" bytea,
  "c_date" date,
  "c_time" time without time zone,
  "c_timestamp" timestamp with time zone,
  "c_datetime" timestamp without time zone,
  "c_json" jsonb,
  "c_uuid" uuid,
  "c_decimal_18_4" numeric(18,4),
  "c_required" bigint
);
