ALTER TABLE "refund" ADD COLUMN "payment_intent_id" TEXT;
-- Until now every refund went to the order's first payment.
UPDATE "refund" SET "payment_intent_id" = (
  SELECT "stripe_id" FROM "payment_entry"
  WHERE "order_id" = "refund"."order_id" AND "kind" = 'captured' ORDER BY "id" LIMIT 1
);
ALTER TABLE "refund" ALTER COLUMN "payment_intent_id" SET NOT NULL;
