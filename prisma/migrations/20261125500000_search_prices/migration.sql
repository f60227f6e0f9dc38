-- "Between 50.00 and 50.05" is a few of a million products; two indexes, of the least and of the highest price, each name
-- half of them. The statistics tell the planner how few: it takes none of an index of some rows only.
CREATE INDEX "product_listing_prices" ON "product_listing" USING gist (int8range("min_price", "max_price", '[]')) WHERE "active";
CREATE STATISTICS "product_listing_prices" ON (int8range("min_price", "max_price", '[]')) FROM "product_listing";
ANALYZE "product_listing" ("min_price", "max_price");
