-- The products of one tag may all stand at the far end of an order. Sorting ten thousand of them took a look at ten thousand
-- pages of the table; here they stand beside each other, with what they are sorted by, and an index is read alone. One index and
-- not one an order, as types have: a product has several tags.
CREATE TABLE "listing_tag" (
  -- As in `keys`.
  "key" TEXT NOT NULL,
  "product_id" BIGINT NOT NULL,
  "opens_at" TIMESTAMPTZ(3),
  "title" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "min_price" INTEGER NOT NULL,
  "sold" INTEGER NOT NULL
);

CREATE VIEW "listing_tag_now" AS
SELECT key, l.product_id, l.opens_at, l.title, l.created_at, l.min_price, l.sold
FROM product_listing l, unnest(l.keys) AS key WHERE l.active AND starts_with(key, 'tag' || chr(31));

CREATE FUNCTION tag_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO listing_tag AS t (key, product_id, opens_at, title, created_at, min_price, sold)
  SELECT key, a.product_id, a.opens_at, a.title, a.created_at, a.min_price, a.sold
  FROM after a, unnest(a.keys) AS key WHERE a.active AND starts_with(key, 'tag' || chr(31))
  ON CONFLICT (key, product_id) DO UPDATE SET opens_at = excluded.opens_at, title = excluded.title,
    created_at = excluded.created_at, min_price = excluded.min_price, sold = excluded.sold
  WHERE (t.opens_at, t.title, t.created_at, t.min_price, t.sold)
    IS DISTINCT FROM (excluded.opens_at, excluded.title, excluded.created_at, excluded.min_price, excluded.sold);
  RETURN NULL;
END $$;
-- A plan is kept for the connection. One made for many thousand products, which goes through the whole table, would be taken for
-- single ones from then on.
CREATE FUNCTION untag_listings() RETURNS trigger LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  DELETE FROM listing_tag t USING before b, unnest(b.keys) AS gone
  WHERE b.active AND starts_with(gone, 'tag' || chr(31)) AND t.key = gone AND t.product_id = b.product_id
    AND NOT EXISTS (SELECT FROM product_listing l WHERE l.product_id = b.product_id AND l.active AND gone = ANY (l.keys));
  RETURN NULL;
END $$;
CREATE TRIGGER tag_insert AFTER INSERT ON "product_listing" REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tag_listings();
CREATE TRIGGER tag_update AFTER UPDATE ON "product_listing" REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tag_listings();
CREATE TRIGGER untag_update AFTER UPDATE ON "product_listing" REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION untag_listings();
CREATE TRIGGER untag_delete AFTER DELETE ON "product_listing" REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION untag_listings();

-- A shop that is there already: nobody writes to its listings since the triggers were made, until the commit.
INSERT INTO listing_tag SELECT * FROM listing_tag_now;
ALTER TABLE "listing_tag" ADD PRIMARY KEY ("key", "product_id")
  INCLUDE ("opens_at", "title", "created_at", "min_price", "sold");
ALTER TABLE "listing_tag" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
