-- Which address is selected stands with the cart: changes of one cart queue at its row, so that the last one counts.
DROP INDEX "cart_address_one_selected";
ALTER TABLE "cart" ADD COLUMN "address_id" UUID;
UPDATE "cart" SET "address_id" = "cart_address"."id" FROM "cart_address"
  WHERE "cart_address"."cart_id" = "cart"."id" AND "cart_address"."selected";
ALTER TABLE "cart_address" DROP COLUMN "selected";
CREATE UNIQUE INDEX "cart_address_id_key" ON "cart"("address_id");
ALTER TABLE "cart" ADD CONSTRAINT "cart_address_id_fkey"
  FOREIGN KEY ("address_id") REFERENCES "cart_address"("id") ON DELETE SET NULL ON UPDATE CASCADE;
