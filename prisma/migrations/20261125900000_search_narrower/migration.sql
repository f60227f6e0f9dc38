-- Suggestions look at titles, types, vendors, tags and variants alone. The index of all words does not know where a word
-- stands: of "plum co" it names every plum, since every description says "common".
CREATE INDEX "product_listing_names" ON "product_listing" USING gin (ts_filter("words", '{a,b}'));
-- Of two words or two tags that many products have, the first thousand are wanted, and an index is asked for all of them or none.
-- One of a quarter of the products answers in a quarter of the time, and mostly has a thousand.
CREATE INDEX "product_listing_words_quarter" ON "product_listing" USING gin ("words") WHERE hashint8("product_id") & 3 = 0;
CREATE INDEX "product_listing_keys_quarter" ON "product_listing" USING gin ("keys") WHERE hashint8("product_id") & 3 = 0;
ANALYZE "product_listing" ("words");
