ALTER TABLE "gift_card" ADD COLUMN "withdrawn_by" TEXT;
ALTER TABLE "gift_card" ADD CHECK ("withdrawn_by" IS NULL OR "disabled"),
  ADD CHECK ("withdrawn_by" ~ '^(refund:[0-9]+|dispute:.+)$'),
  ADD CHECK ("withdrawn_by" IS NULL OR "order_line_id" IS NOT NULL);
