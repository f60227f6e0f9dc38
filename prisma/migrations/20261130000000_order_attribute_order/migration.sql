-- The order in which attributes were given, which JSONB forgets; orders from before show JSONB's own.
ALTER TABLE "order" ADD COLUMN "attribute_keys" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "order_line" ADD COLUMN "attribute_keys" TEXT[] NOT NULL DEFAULT '{}';
