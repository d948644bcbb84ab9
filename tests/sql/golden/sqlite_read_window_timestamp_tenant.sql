SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND "updated_at" >= ?
  AND "updated_at" < ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("org" = ? COLLATE BINARY AND "updated_at" < '0-')
   OR ("org" = ? COLLATE BINARY AND "updated_at" >= ':')
   OR ("org" = ? COLLATE BINARY AND "updated_at" IS NULL);
-- ? text acme
-- ? text 2026-11-19
-- ? text 2026-11-22
-- ? text acme
-- ? text acme
-- ? text acme
