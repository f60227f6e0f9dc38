-- What one request gives back to several payments: the others name the first, and one mail tells of all.
ALTER TABLE "refund" ADD COLUMN "part_of_id" BIGINT;
ALTER TABLE "refund" ADD CONSTRAINT "refund_part_of_id_fkey"
  FOREIGN KEY ("part_of_id") REFERENCES "refund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "refund_part_of_id_idx" ON "refund"("part_of_id");
ALTER TABLE "refund" ADD CHECK ("part_of_id" < "id");
