-- A list that nobody gave is empty: whoever writes a row without one would leave a null that readers don't expect.
UPDATE "product" SET "tags" = '{}' WHERE "tags" IS NULL;
UPDATE "article" SET "tags" = COALESCE("tags", '{}'), "key_points" = COALESCE("key_points", '{}')
  WHERE "tags" IS NULL OR "key_points" IS NULL;
UPDATE "shipping_zone" SET "countries" = '{}' WHERE "countries" IS NULL;
UPDATE "order" SET "review" = '{}' WHERE "review" IS NULL;
ALTER TABLE "product" ALTER COLUMN "tags" SET DEFAULT '{}', ALTER COLUMN "tags" SET NOT NULL;
ALTER TABLE "article" ALTER COLUMN "tags" SET DEFAULT '{}', ALTER COLUMN "tags" SET NOT NULL,
  ALTER COLUMN "key_points" SET DEFAULT '{}', ALTER COLUMN "key_points" SET NOT NULL;
ALTER TABLE "shipping_zone" ALTER COLUMN "countries" SET DEFAULT '{}', ALTER COLUMN "countries" SET NOT NULL;
ALTER TABLE "order" ALTER COLUMN "review" SET NOT NULL;
