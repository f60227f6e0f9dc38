import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Refresher } from '@/components/refresher'
import { requireStaffPage } from '@/lib/auth/session'
import { idText } from '@/lib/catalog/product-edit'
import { getMail } from '@/lib/email/mailbox'
import { env } from '@/lib/env'
import { Desk } from '../../desk'
import { When } from '../../when'
import { MailState } from '../mail-state'

export const metadata: Metadata = { title: 'Mail' }

export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const staff = await requireStaffPage(`/admin/mailbox/${id}`)
  const mail = idText.safeParse(id).success ? await getMail(BigInt(id)) : null
  if (!mail) notFound()
  return (
    <Desk staff={staff} current="mailbox" className="sheet">
      <div className="stack">
        <div className="plainhead">
          <div>
            <p className="small">
              <a href="/admin/mailbox">Back to the mailbox</a>
            </p>
            <h1>{mail.subject || 'A mail that is being written'}</h1>
            <p>
              To {mail.recipient}, <When at={mail.sentAt ?? mail.createdAt} />, order{' '}
              <a href={`/admin/orders/${mail.orderId}`}>{mail.orderNumber}</a>.{' '}
              <MailState mail={mail} sending={env().smtpUrl !== undefined} />
            </p>
          </div>
        </div>
        {mail.html ? (
          <>
            {/* An empty sandbox: no script runs in it, no form leaves it and no link opens. */}
            <iframe className="mail" title={`The mail “${mail.subject}”`} sandbox="" srcDoc={mail.html} />
            <section aria-labelledby="as-text">
              <h2 id="as-text">As text</h2>
              <pre className="mail-text">{mail.text}</pre>
            </section>
          </>
        ) : (
          <>
            <p>The worker writes it within seconds.</p>
            <Refresher />
          </>
        )}
      </div>
    </Desk>
  )
}
