-- Signs of good typography part words as their plain ones do, and a curly apostrophe is an apostrophe. A database of another
-- character type than C would see most of them; this way every database finds the same.
CREATE OR REPLACE FUNCTION public.search_text(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  'the the ' || translate(left($1, 100000), '’-/._@:#+&=?%~*<>[](){}|\“”„‟«»‹›‘‚…—–‒―·•‐‑   ​', '''' || repeat(' ', 48));

-- What was kept is made anew.
UPDATE "article" SET "body" = "body";
UPDATE "page" SET "body" = "body";
UPDATE "collection" SET "description" = "description";
SELECT refresh_listings(ARRAY(SELECT id FROM product));
