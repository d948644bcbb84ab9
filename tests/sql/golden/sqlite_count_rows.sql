SELECT count(*) FROM "orders";
