-- Words such as "about" and "the" are in nearly every text and are kept of none: a page called "About us" was found by "us"
-- alone. Where nothing else is asked for they are looked for in titles, by indexes that hold only them: no row is written anew.
CREATE TEXT SEARCH CONFIGURATION public.shop_every (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION public.shop_every
  ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.simple;

-- The two words that `search_text` puts in front are left out.
CREATE FUNCTION public.small_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  ts_delete(to_tsvector('public.shop_every'::regconfig, substr(public.search_text($1), 9)),
    tsvector_to_array(to_tsvector('public.shop_plain'::regconfig, public.search_text($1))));

CREATE INDEX "product_listing_small_words" ON "product_listing" USING gin (public.small_words("title"));
CREATE INDEX "article_small_words" ON "article" USING gin (public.small_words("title"));
