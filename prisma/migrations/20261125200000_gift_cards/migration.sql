CREATE TYPE "gift_card_entry_kind" AS ENUM ('issued', 'spent', 'restored', 'adjusted');
ALTER TYPE "payment_kind" ADD VALUE 'gift_card';

ALTER TABLE "product" ADD COLUMN "is_gift_card" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "order" ADD COLUMN "gift_card_amount" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "order_line" ADD COLUMN "is_gift_card" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "gift_card" (
    "id" BIGSERIAL NOT NULL,
    "code_hash" TEXT NOT NULL,
    "last_characters" TEXT NOT NULL,
    "unsent_code" TEXT,
    "currency" TEXT NOT NULL,
    "initial_amount" INTEGER NOT NULL,
    "balance" INTEGER NOT NULL,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3),
    "disabled" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT NOT NULL DEFAULT '',
    "issuer" TEXT NOT NULL,
    "order_line_id" BIGINT,
    "piece" INTEGER,
    "request_key" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gift_card_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "gift_card_entry" (
    "id" BIGSERIAL NOT NULL,
    "gift_card_id" BIGINT NOT NULL,
    "kind" "gift_card_entry_kind" NOT NULL,
    "delta" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gift_card_entry_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "gift_card_hold" (
    "id" BIGSERIAL NOT NULL,
    "order_id" BIGINT NOT NULL,
    "gift_card_id" BIGINT NOT NULL,
    "amount" INTEGER NOT NULL,
    "state" "hold_state" NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gift_card_hold_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "cart_gift_card" (
    "id" UUID NOT NULL,
    "cart_id" BIGINT NOT NULL,
    "gift_card_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cart_gift_card_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "gift_card_code_hash_key" ON "gift_card"("code_hash");
CREATE UNIQUE INDEX "gift_card_request_key_key" ON "gift_card"("request_key");
CREATE UNIQUE INDEX "gift_card_order_line_id_piece_key" ON "gift_card"("order_line_id", "piece");
CREATE INDEX "gift_card_entry_gift_card_id_id_idx" ON "gift_card_entry"("gift_card_id", "id");
CREATE UNIQUE INDEX "gift_card_entry_kind_reference_key" ON "gift_card_entry"("kind", "reference");
CREATE INDEX "gift_card_hold_gift_card_id_state_idx" ON "gift_card_hold"("gift_card_id", "state");
CREATE UNIQUE INDEX "gift_card_hold_order_id_gift_card_id_key" ON "gift_card_hold"("order_id", "gift_card_id");
CREATE INDEX "cart_gift_card_gift_card_id_idx" ON "cart_gift_card"("gift_card_id");
CREATE UNIQUE INDEX "cart_gift_card_cart_id_gift_card_id_key" ON "cart_gift_card"("cart_id", "gift_card_id");

ALTER TABLE "gift_card" ADD CONSTRAINT "gift_card_order_line_id_fkey"
  FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "gift_card_entry" ADD CONSTRAINT "gift_card_entry_gift_card_id_fkey"
  FOREIGN KEY ("gift_card_id") REFERENCES "gift_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "gift_card_hold" ADD CONSTRAINT "gift_card_hold_order_id_fkey"
  FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "gift_card_hold" ADD CONSTRAINT "gift_card_hold_gift_card_id_fkey"
  FOREIGN KEY ("gift_card_id") REFERENCES "gift_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "cart_gift_card" ADD CONSTRAINT "cart_gift_card_cart_id_fkey"
  FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "cart_gift_card" ADD CONSTRAINT "cart_gift_card_gift_card_id_fkey"
  FOREIGN KEY ("gift_card_id") REFERENCES "gift_card"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What can't be said in schema.prisma. The sums (balance of entries, reserved of active holds) are kept by the
-- functions in lib/gift-cards and checked by lib/testing/invariants.ts.
ALTER TABLE "gift_card" ADD CHECK (0 <= "reserved" AND "reserved" <= "balance"),
  ADD CHECK ("initial_amount" > 0), ADD CHECK ("currency" ~ '^[A-Z]{3}$'), ADD CHECK ("version" > 0),
  ADD CHECK (length("last_characters") = 4),
  ADD CHECK (("order_line_id" IS NULL) = ("piece" IS NULL)), ADD CHECK ("piece" IS NULL OR "piece" > 0);
ALTER TABLE "gift_card_entry" ADD CHECK (CASE "kind"
  WHEN 'spent' THEN "delta" < 0 WHEN 'adjusted' THEN "delta" <> 0 ELSE "delta" > 0 END);
ALTER TABLE "gift_card_hold" ADD CHECK ("amount" > 0);
ALTER TABLE "order" ADD CHECK ("gift_card_amount" BETWEEN 0 AND "total");
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "gift_card_entry"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
