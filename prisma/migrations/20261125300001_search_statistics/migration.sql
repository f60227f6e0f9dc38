-- A tag that a hundred of a million products have must be known to be rare, or it is looked for by walking through all.
ALTER TABLE "product_listing" ALTER COLUMN "keys" SET STATISTICS 500, ALTER COLUMN "words" SET STATISTICS 500;
