ALTER TABLE "checkout_attempt" ADD COLUMN "visitor" TEXT;
CREATE INDEX "checkout_attempt_visitor_created_at_idx" ON "checkout_attempt"("visitor", "created_at");
