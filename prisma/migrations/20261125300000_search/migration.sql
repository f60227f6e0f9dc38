-- Finding things. Both extensions are "trusted": whoever owns the database may create them.
CREATE EXTENSION IF NOT EXISTS "unaccent";
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- "Māori" and "maori", "probiotic" and "probiotics" are one word. The plain one keeps endings: for beginnings of words.
CREATE TEXT SEARCH CONFIGURATION public.shop (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION public.shop
  ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.english_stem;
CREATE TEXT SEARCH DICTIONARY public.shop_word (TEMPLATE = pg_catalog.simple, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION public.shop_plain (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION public.shop_plain ALTER MAPPING REPLACE pg_catalog.simple WITH public.shop_word;
ALTER TEXT SEARCH CONFIGURATION public.shop_plain
  ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, public.shop_word;

-- Signs that would make PostgreSQL read words as an address, a path or a version are spaces. Cut where a tsvector
-- could become larger than it may be. The two words that are never kept hold texts apart that are joined: the end of
-- one and the beginning of the next are no phrase.
CREATE FUNCTION public.search_text(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  'the the ' || translate(left($1, 100000), '-/._@:#+&=?%~*<>[](){}|\', repeat(' ', 25));
CREATE FUNCTION public.search_words(text, "char") RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  setweight(to_tsvector('public.shop'::regconfig, public.search_text($1)), $2);
CREATE FUNCTION public.search_beginnings(text, "char") RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  setweight(to_tsvector('public.shop_plain'::regconfig, public.search_text($1)), $2);
CREATE FUNCTION public.search_join(text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  coalesce(array_to_string($1, ' '), '');

-- ---------- What lists and search read of a product ----------

-- A row for each product, wholly made from other tables (the view below) and kept by triggers, so that an index can
-- serve every list. `facets` are kind, name and value apart by chr(31), in the shop's spelling; `keys` the same in small letters.
CREATE TABLE "product_listing" (
  "product_id" BIGINT PRIMARY KEY REFERENCES "product" ("id") ON DELETE CASCADE,
  "active" BOOLEAN NOT NULL,
  "opens_at" TIMESTAMPTZ(3),
  -- active and open when it was last looked at: what counts count. Lists look at the clock themselves.
  "listed" BOOLEAN NOT NULL,
  "title" TEXT NOT NULL,
  "vendor" TEXT NOT NULL,
  "product_type" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  "min_price" INTEGER NOT NULL,
  "max_price" INTEGER NOT NULL,
  "available" BOOLEAN NOT NULL,
  "facets" TEXT[] NOT NULL,
  "keys" TEXT[] NOT NULL,
  "words" TSVECTOR NOT NULL,
  -- How many were sold, counted by the clock.
  "sold" INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX "product_listing_id" ON "product_listing" ("product_id") WHERE "active";
CREATE INDEX "product_listing_title" ON "product_listing" ("title", "product_id") WHERE "active";
CREATE INDEX "product_listing_vendor" ON "product_listing" ("vendor", "product_id") WHERE "active";
CREATE INDEX "product_listing_type" ON "product_listing" ("product_type", "product_id") WHERE "active";
CREATE INDEX "product_listing_created" ON "product_listing" ("created_at", "product_id") WHERE "active";
CREATE INDEX "product_listing_updated" ON "product_listing" ("updated_at", "product_id") WHERE "active";
CREATE INDEX "product_listing_price" ON "product_listing" ("min_price", "product_id") WHERE "active";
CREATE INDEX "product_listing_dearest" ON "product_listing" ("max_price") WHERE "active";
CREATE INDEX "product_listing_sold" ON "product_listing" ((-"sold"), "product_id") WHERE "active";
CREATE INDEX "product_listing_to_open" ON "product_listing" ("opens_at") WHERE "active" AND NOT "listed";
CREATE INDEX "product_listing_keys" ON "product_listing" USING gin ("keys");
CREATE INDEX "product_listing_words" ON "product_listing" USING gin ("words");

CREATE VIEW "product_listing_now" AS
SELECT p.id AS product_id, p.status = 'active' AS active, p.published_at AS opens_at,
  p.status = 'active' AND p.published_at <= now() AS listed,
  p.title, p.vendor, p.product_type, p.created_at, p.updated_at,
  coalesce(v.min_price, 0) AS min_price, coalesce(v.max_price, 0) AS max_price, coalesce(v.available, false) AS available,
  f.facets, f.keys,
  public.search_words(p.title, 'A') || public.search_beginnings(p.title, 'A')
    || public.search_words(b.words, 'B') || public.search_beginnings(b.words, 'B')
    || public.search_words(p.subtitle, 'C') || public.search_words(p.description, 'D') AS words
FROM product p
LEFT JOIN LATERAL (
  SELECT min(price.amount) AS min_price, max(price.amount) AS max_price,
    -- What takes nothing from a shelf is always there.
    bool_or(coalesce((SELECT min((s.on_hand - s.reserved) / c.quantity) FROM variant_component c
      JOIN stock_item s ON s.id = c.stock_item_id WHERE c.variant_id = v.id), 1) > 0) AS available,
    string_agg(concat_ws(' ', nullif(v.title, 'Default Title'), v.sku, v.barcode), ' ' ORDER BY v.position, v.id) AS words
  FROM variant v JOIN price ON price.variant_id = v.id AND price.currency = (SELECT currency FROM shop)
  WHERE v.product_id = p.id AND v.published
) v ON true
CROSS JOIN LATERAL (
  SELECT concat_ws(' ', p.product_type, p.vendor, public.search_join(p.tags), v.words) AS words
) b
CROSS JOIN LATERAL (
  SELECT array_agg(facet ORDER BY facet) AS facets, array_agg(DISTINCT lower(facet)) AS keys FROM (
    SELECT 'available' || chr(31) || coalesce(v.available, false) AS facet
    UNION SELECT 'type' || chr(31) || p.product_type WHERE p.product_type <> ''
    UNION SELECT 'vendor' || chr(31) || p.vendor WHERE p.vendor <> ''
    UNION SELECT 'tag' || chr(31) || tag FROM unnest(p.tags) AS tag
    UNION SELECT 'option' || chr(31) || o.name || chr(31) || ov.value
      FROM variant v JOIN variant_option_value vov ON vov.variant_id = v.id
      JOIN option_value ov ON ov.id = vov.option_value_id JOIN product_option o ON o.id = ov.option_id
      WHERE v.product_id = p.id AND v.published
  ) AS all_facets
) f;

-- One at a time and until its commit: whoever waits then sees what the other one wrote, and two can't wait for each other.
CREATE FUNCTION keep_listings() RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_xact_lock(7301001) $$;

CREATE FUNCTION refresh_listings(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Who writes a whole shop says so (SET LOCAL) and refreshes once, at the end.
  IF cardinality(ids) = 0 OR current_setting('shop.listings_later', true) = 'on' THEN RETURN; END IF;
  PERFORM keep_listings();
  INSERT INTO product_listing AS l (product_id, active, opens_at, listed, title, vendor, product_type, created_at,
    updated_at, min_price, max_price, available, facets, keys, words)
  SELECT * FROM product_listing_now WHERE product_id = ANY (ids)
  ON CONFLICT (product_id) DO UPDATE SET active = excluded.active, opens_at = excluded.opens_at, listed = excluded.listed,
    title = excluded.title, vendor = excluded.vendor, product_type = excluded.product_type,
    created_at = excluded.created_at, updated_at = excluded.updated_at, min_price = excluded.min_price,
    max_price = excluded.max_price, available = excluded.available, facets = excluded.facets, keys = excluded.keys,
    words = excluded.words
  WHERE (l.active, l.opens_at, l.listed, l.title, l.vendor, l.product_type, l.created_at, l.updated_at, l.min_price,
    l.max_price, l.available, l.facets, l.words) IS DISTINCT FROM (excluded.active, excluded.opens_at, excluded.listed,
    excluded.title, excluded.vendor, excluded.product_type, excluded.created_at, excluded.updated_at, excluded.min_price,
    excluded.max_price, excluded.available, excluded.facets, excluded.words);
END $$;

CREATE FUNCTION listing_of_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_listings(ARRAY(SELECT id FROM changed));
  RETURN NULL;
END $$;
CREATE TRIGGER listing_insert AFTER INSERT ON "product" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_product();
CREATE TRIGGER listing_update AFTER UPDATE ON "product" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_product();

CREATE FUNCTION listing_of_variant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_listings(ARRAY(SELECT DISTINCT product_id FROM changed));
  RETURN NULL;
END $$;
CREATE TRIGGER listing_insert AFTER INSERT ON "variant" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_variant();
CREATE TRIGGER listing_update AFTER UPDATE ON "variant" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_variant();
CREATE TRIGGER listing_delete AFTER DELETE ON "variant" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_variant();

-- Of prices, option values and components, which know their variant.
CREATE FUNCTION listing_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_listings(ARRAY(SELECT DISTINCT v.product_id FROM changed JOIN variant v ON v.id = changed.variant_id));
  RETURN NULL;
END $$;
CREATE TRIGGER listing_insert AFTER INSERT ON "price" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_part();
CREATE TRIGGER listing_update AFTER UPDATE ON "price" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_part();
CREATE TRIGGER listing_delete AFTER DELETE ON "price" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_part();
CREATE TRIGGER listing_insert AFTER INSERT ON "variant_option_value" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_part();
CREATE TRIGGER listing_update AFTER UPDATE ON "variant_option_value" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_part();
CREATE TRIGGER listing_delete AFTER DELETE ON "variant_option_value" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_part();
CREATE TRIGGER listing_insert AFTER INSERT ON "variant_component" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_part();
CREATE TRIGGER listing_update AFTER UPDATE ON "variant_component" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_part();
CREATE TRIGGER listing_delete AFTER DELETE ON "variant_component" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_part();

CREATE FUNCTION listing_of_option() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_listings(ARRAY(SELECT DISTINCT product_id FROM changed));
  RETURN NULL;
END $$;
CREATE TRIGGER listing_update AFTER UPDATE ON "product_option" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_option();
CREATE FUNCTION listing_of_option_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_listings(ARRAY(
    SELECT DISTINCT o.product_id FROM changed JOIN product_option o ON o.id = changed.option_id));
  RETURN NULL;
END $$;
CREATE TRIGGER listing_update AFTER UPDATE ON "option_value" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION listing_of_option_value();

CREATE FUNCTION listing_of_shop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_listings(ARRAY(SELECT id FROM product));
  RETURN NULL;
END $$;
CREATE TRIGGER listing_insert AFTER INSERT ON "shop" FOR EACH ROW EXECUTE FUNCTION listing_of_shop();
CREATE TRIGGER listing_update AFTER UPDATE OF "currency" ON "shop" FOR EACH ROW
  WHEN (OLD.currency <> NEW.currency) EXECUTE FUNCTION listing_of_shop();

-- Only when a variant comes to an end or comes back, and at the commit, so that no other stock is waited for with the
-- listings in hand. Far from an end it costs one comparison.
ALTER TABLE "variant_component" ADD CHECK ("quantity" <= 1000);
CREATE FUNCTION listing_of_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_listings(ARRAY(
    SELECT DISTINCT v.product_id FROM variant_component c JOIN variant v ON v.id = c.variant_id
    WHERE c.stock_item_id = NEW.id
      AND (OLD.on_hand - OLD.reserved >= c.quantity) <> (NEW.on_hand - NEW.reserved >= c.quantity)));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER listing_update AFTER UPDATE ON "stock_item" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.on_hand - OLD.reserved <> NEW.on_hand - NEW.reserved
    AND least(OLD.on_hand - OLD.reserved, NEW.on_hand - NEW.reserved) < 1000)
  EXECUTE FUNCTION listing_of_stock();

-- ---------- Collections: what their products are sorted by stands beside the place in them ----------

ALTER TABLE "collection_product"
  ADD COLUMN "title" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  ADD COLUMN "min_price" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "max_price" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "sold" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "collection_product_position" ON "collection_product" ("collection_id", "position", "product_id");
CREATE INDEX "collection_product_title" ON "collection_product" ("collection_id", "title", "product_id");
CREATE INDEX "collection_product_created" ON "collection_product" ("collection_id", "created_at", "product_id");
CREATE INDEX "collection_product_price" ON "collection_product" ("collection_id", "min_price", "product_id");
CREATE INDEX "collection_product_dearest" ON "collection_product" ("collection_id", "max_price");
CREATE INDEX "collection_product_sold" ON "collection_product" ("collection_id", (-"sold"), "product_id");

CREATE FUNCTION wait_for_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM keep_listings();
  RETURN NULL;
END $$;
CREATE TRIGGER listing_wait BEFORE INSERT OR UPDATE OR DELETE ON "collection_product"
  FOR EACH STATEMENT EXECUTE FUNCTION wait_for_listings();
CREATE FUNCTION listing_in_collection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT l.title, l.created_at, l.min_price, l.max_price, l.sold
    INTO NEW.title, NEW.created_at, NEW.min_price, NEW.max_price, NEW.sold
    FROM product_listing l WHERE l.product_id = NEW.product_id;
  RETURN NEW;
END $$;
CREATE TRIGGER listing_copy BEFORE INSERT OR UPDATE OF "product_id" ON "collection_product"
  FOR EACH ROW EXECUTE FUNCTION listing_in_collection();

CREATE FUNCTION listing_to_collections() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE collection_product cp SET title = l.title, created_at = l.created_at, min_price = l.min_price,
    max_price = l.max_price, sold = l.sold
  FROM after l WHERE l.product_id = cp.product_id AND (cp.title, cp.created_at, cp.min_price, cp.max_price, cp.sold)
    IS DISTINCT FROM (l.title, l.created_at, l.min_price, l.max_price, l.sold);
  RETURN NULL;
END $$;
CREATE TRIGGER to_collections AFTER UPDATE ON "product_listing" REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION listing_to_collections();

-- ---------- How many products have what ----------

-- Of a collection, or (0) of the whole shop. The facet '' counts all of them. What came to nothing stays at 0.
CREATE TABLE "facet_count" (
  "collection_id" BIGINT NOT NULL,
  "facet" TEXT NOT NULL,
  "n" INTEGER NOT NULL,
  PRIMARY KEY ("collection_id", "facet")
);

-- Where a product is counted.
CREATE FUNCTION counted_in(product bigint) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 2 AS
  $$ SELECT 0::bigint UNION ALL SELECT collection_id FROM collection_product WHERE product_id = $1 $$;

CREATE FUNCTION count_new_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO facet_count AS f (collection_id, facet, n)
  SELECT scope, facet, count(*) FROM after, counted_in(after.product_id) AS scope, unnest(ARRAY[''] || after.facets) AS facet
  WHERE after.listed GROUP BY 1, 2
  ON CONFLICT (collection_id, facet) DO UPDATE SET n = f.n + excluded.n;
  RETURN NULL;
END $$;
CREATE FUNCTION count_changed_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO facet_count AS f (collection_id, facet, n)
  SELECT scope, facet, sum(delta) FROM (
      SELECT product_id, unnest(ARRAY[''] || a.facets) AS facet, 1 AS delta FROM after a JOIN before b USING (product_id)
        WHERE a.listed AND (NOT b.listed OR a.facets <> b.facets)
      UNION ALL
      SELECT product_id, unnest(ARRAY[''] || b.facets), -1 FROM after a JOIN before b USING (product_id)
        WHERE b.listed AND (NOT a.listed OR a.facets <> b.facets)
    ) AS changed, counted_in(changed.product_id) AS scope
  GROUP BY 1, 2 HAVING sum(delta) <> 0
  ON CONFLICT (collection_id, facet) DO UPDATE SET n = f.n + excluded.n;
  RETURN NULL;
END $$;
CREATE FUNCTION count_gone_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO facet_count AS f (collection_id, facet, n)
  SELECT scope, facet, -count(*) FROM before, counted_in(before.product_id) AS scope, unnest(ARRAY[''] || before.facets) AS facet
  WHERE before.listed GROUP BY 1, 2
  ON CONFLICT (collection_id, facet) DO UPDATE SET n = f.n + excluded.n;
  RETURN NULL;
END $$;
CREATE TRIGGER count_insert AFTER INSERT ON "product_listing" REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION count_new_listings();
CREATE TRIGGER count_update AFTER UPDATE ON "product_listing" REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION count_changed_listings();
CREATE TRIGGER count_delete AFTER DELETE ON "product_listing" REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION count_gone_listings();

-- Products that enter and leave collections.
CREATE FUNCTION count_entered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO facet_count AS f (collection_id, facet, n)
  SELECT a.collection_id, facet, count(*) FROM after a JOIN product_listing l USING (product_id), unnest(ARRAY[''] || l.facets) AS facet
  WHERE l.listed GROUP BY 1, 2
  ON CONFLICT (collection_id, facet) DO UPDATE SET n = f.n + excluded.n;
  RETURN NULL;
END $$;
CREATE FUNCTION count_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO facet_count AS f (collection_id, facet, n)
  SELECT b.collection_id, facet, -count(*) FROM before b JOIN product_listing l USING (product_id), unnest(ARRAY[''] || l.facets) AS facet
  WHERE l.listed GROUP BY 1, 2
  ON CONFLICT (collection_id, facet) DO UPDATE SET n = f.n + excluded.n;
  RETURN NULL;
END $$;
CREATE FUNCTION refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a product enters and leaves a collection, it is not moved to another';
END $$;
CREATE TRIGGER count_insert AFTER INSERT ON "collection_product" REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION count_entered();
CREATE TRIGGER count_delete AFTER DELETE ON "collection_product" REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION count_left();
CREATE TRIGGER no_move BEFORE UPDATE OF "collection_id", "product_id" ON "collection_product" FOR EACH ROW
  WHEN (OLD.collection_id <> NEW.collection_id OR OLD.product_id <> NEW.product_id) EXECUTE FUNCTION refuse_move();

-- A product that goes leaves its collections and its listing one after the other: of a cascade, the triggers run when all
-- of it is gone, and could not tell any more what was counted where.
CREATE FUNCTION unlist_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM collection_product WHERE product_id = OLD.id;
  DELETE FROM product_listing WHERE product_id = OLD.id;
  RETURN OLD;
END $$;
CREATE TRIGGER unlist BEFORE DELETE ON "product" FOR EACH ROW EXECUTE FUNCTION unlist_product();

-- ---------- Articles, pages, collections ----------

ALTER TABLE "article" ADD COLUMN "words" TSVECTOR NOT NULL GENERATED ALWAYS AS (
  public.search_words("title", 'A') || public.search_beginnings("title", 'A')
    || public.search_words("topic" || ' ' || public.search_join("tags"), 'B')
    || public.search_words("standfirst", 'C') || public.search_words("body", 'D')) STORED;
ALTER TABLE "page" ADD COLUMN "words" TSVECTOR NOT NULL GENERATED ALWAYS AS (
  public.search_words("title", 'A') || public.search_beginnings("title", 'A') || public.search_words("body", 'D')) STORED;
ALTER TABLE "collection" ADD COLUMN "words" TSVECTOR NOT NULL GENERATED ALWAYS AS (
  public.search_words("title", 'A') || public.search_beginnings("title", 'A')
    || public.search_words("description", 'D')) STORED;
CREATE INDEX "article_words" ON "article" USING gin ("words");
CREATE INDEX "page_words" ON "page" USING gin ("words");
CREATE INDEX "collection_words" ON "collection" USING gin ("words");

-- ---------- Words: what a typing error may have meant ----------

-- Of titles, types, vendors, tags and topics of what was ever published; never taken away, since a suggestion that
-- finds nothing is not shown.
CREATE TABLE "search_word" ("word" TEXT PRIMARY KEY);
CREATE INDEX "search_word_like" ON "search_word" USING gin ("word" gin_trgm_ops);
CREATE INDEX "search_word_start" ON "search_word" ("word" text_pattern_ops);

CREATE FUNCTION learn_words(texts text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_word (word)
  SELECT DISTINCT said FROM unnest(texts) AS text, unnest(tsvector_to_array(public.search_beginnings(text, 'A'))) AS said
  WHERE length(said) BETWEEN 3 AND 40 AND said !~ '^[0-9]+$'
    AND NOT EXISTS (SELECT FROM search_word WHERE search_word.word = said)
  ORDER BY said
  ON CONFLICT DO NOTHING
$$;
CREATE FUNCTION learn_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM learn_words(ARRAY(SELECT DISTINCT text FROM after
    CROSS JOIN LATERAL (SELECT title UNION ALL SELECT substr(facet, strpos(facet, chr(31)) + 1)
      FROM unnest(facets) AS facet WHERE facet ~ '^(tag|type|vendor)') AS said (text) WHERE active));
  RETURN NULL;
END $$;
CREATE TRIGGER learn_insert AFTER INSERT ON "product_listing" REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION learn_listings();
CREATE TRIGGER learn_update AFTER UPDATE ON "product_listing" REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION learn_listings();
CREATE FUNCTION learn_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM learn_words(ARRAY[NEW.title, NEW.topic] || NEW.tags);
  RETURN NULL;
END $$;
CREATE TRIGGER learn AFTER INSERT OR UPDATE OF "title", "topic", "tags", "status" ON "article" FOR EACH ROW
  WHEN (NEW.status = 'active') EXECUTE FUNCTION learn_article();
CREATE FUNCTION learn_title() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM learn_words(ARRAY[NEW.title]);
  RETURN NULL;
END $$;
CREATE TRIGGER learn AFTER INSERT OR UPDATE OF "title", "status" ON "page" FOR EACH ROW
  WHEN (NEW.status = 'active') EXECUTE FUNCTION learn_title();
CREATE TRIGGER learn AFTER INSERT OR UPDATE OF "title", "status" ON "collection" FOR EACH ROW
  WHEN (NEW.status = 'active') EXECUTE FUNCTION learn_title();

-- Words that mean the same in this shop, in small letters without accents.
CREATE TABLE "search_synonym" (
  "id" BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
  "words" TEXT[] NOT NULL CHECK (cardinality("words") BETWEEN 2 AND 20)
);
CREATE INDEX "search_synonym_words" ON "search_synonym" USING gin ("words");

-- ---------- What is bought together ----------

CREATE INDEX "order_line_product" ON "order_line" ("product_id", "order_id");

-- ---------- A shop that is there already ----------

SELECT refresh_listings(ARRAY(SELECT id FROM product));
UPDATE collection_product SET product_id = product_id;
SELECT learn_words(ARRAY(SELECT title FROM article WHERE status = 'active' UNION SELECT title FROM page WHERE status = 'active'
  UNION SELECT title FROM collection WHERE status = 'active'));
