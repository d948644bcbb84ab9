INSERT INTO "orders" ("id", "na""me") VALUES (?, ?);
