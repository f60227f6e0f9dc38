import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { requireStaffPage } from '@/lib/auth/session'
import { getShop } from '@/lib/content/cached'
import { Desk } from '../../desk'
import { newDiscountFields } from '../discount-fields'
import { DiscountForm } from '../discount-form'
import { listsFor } from '../goods-search'

export const metadata: Metadata = { title: 'A new discount' }

export default async function NewDiscountPage() {
  const staff = await requireStaffPage('/admin/discounts/new')
  const [shop, goods] = await Promise.all([getShop(), listsFor([])])
  return (
    <Desk staff={staff} current="discounts" className="sheet">
      <div className="stack">
        <div className="plainhead">
          <div>
            <p className="small">
              <a href="/admin/discounts">Back to discounts</a>
            </p>
            <h1>A new discount</h1>
          </div>
        </div>
        <DiscountForm
          requestKey={randomUUID()}
          id=""
          version={0}
          initial={newDiscountFields(shop.timeZone)}
          goods={goods}
          currency={shop.currency}
          demo={false}
        />
      </div>
    </Desk>
  )
}
