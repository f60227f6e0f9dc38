import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { requireStaffPage } from '@/lib/auth/session'
import { may } from '@/lib/auth/staff'
import { getShop } from '@/lib/content/cached'
import { Desk } from '../../desk'
import { IssueForm } from './issue-form'

export const metadata: Metadata = { title: 'Issue a gift card' }

export default async function NewGiftCardPage() {
  const staff = await requireStaffPage('/admin/gift-cards/new')
  const { currency } = await getShop()
  return (
    <Desk staff={staff} current="gift-cards" className="sheet">
      <div className="stack">
        <div className="plainhead">
          <div>
            <p className="small">
              <a href="/admin/gift-cards">Back to gift cards</a>
            </p>
            <h1>Issue a gift card</h1>
          </div>
        </div>
        {may(staff.role, 'gift_cards') ? (
          <IssueForm currency={currency} requestKey={randomUUID()} />
        ) : (
          <p>Only an owner of the shop issues gift cards: they are money.</p>
        )}
      </div>
    </Desk>
  )
}
