-- A page of one type is the commonest list of a large shop, and its products may all stand at the far end of the order of all
-- products. The type itself stands beside its small letters because an index is read alone only where it has the whole column.
CREATE INDEX "product_listing_type_id" ON "product_listing" (lower("product_type"), "product_id")
  INCLUDE ("product_type", "marks", "title_marks") WHERE "active";
CREATE INDEX "product_listing_type_title" ON "product_listing" (lower("product_type"), "title", "product_id")
  INCLUDE ("product_type", "marks", "title_marks") WHERE "active";
CREATE INDEX "product_listing_type_price" ON "product_listing" (lower("product_type"), "min_price", "product_id")
  INCLUDE ("product_type", "marks", "title_marks") WHERE "active";
CREATE INDEX "product_listing_type_created" ON "product_listing" (lower("product_type"), "created_at", "product_id")
  INCLUDE ("product_type", "marks", "title_marks") WHERE "active";
CREATE INDEX "product_listing_type_sold" ON "product_listing" (lower("product_type"), (-"sold"), "product_id")
  INCLUDE ("product_type", "sold", "marks", "title_marks") WHERE "active";
ANALYZE "product_listing" ("product_type");
