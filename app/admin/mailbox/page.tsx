import type { Metadata } from 'next'
import { z } from 'zod'
import { EmptyState } from '@/components/empty-state'
import { requireStaffPage } from '@/lib/auth/session'
import { listMail } from '@/lib/email/mailbox'
import { env } from '@/lib/env'
import { Desk } from '../desk'
import { firstValues, type SearchParams, withQuery } from '../search-params'
import { TableHead } from '../table-head'
import { When } from '../when'
import { MailState } from './mail-state'

export const metadata: Metadata = { title: 'Mailbox' }

const before = z.coerce.bigint().positive().optional().catch(undefined)

export default async function MailboxPage({ searchParams }: { searchParams: SearchParams }) {
  const staff = await requireStaffPage('/admin/mailbox')
  const values = await firstValues(searchParams)
  const { mails, next } = await listMail({ before: before.parse(values.before) })
  const sending = env().smtpUrl !== undefined
  return (
    <Desk staff={staff} current="mailbox">
      <div className="plainhead">
        <h1>Mailbox</h1>
      </div>
      <p>
        {sending
          ? 'These are copies. The mails themselves go out through the mail server that is set in SMTP_URL.'
          : 'Mails to shoppers stay here and go to nobody, because no mail server is set. SMTP_URL in the settings sets one.'}
      </p>
      {mails.length === 0 ? (
        <EmptyState heading="h2" drawn={false} title="No mails yet">
          <p>An order writes two: a confirmation to the shopper and a notice to the shop.</p>
        </EmptyState>
      ) : (
        <table>
          <TableHead columns={{ Subject: '', To: 'wide', Order: 'wide', State: 'wide', Date: 'n' }} />
          <tbody>
            {mails.map((mail) => (
              <tr key={mail.id}>
                <th scope="row">
                  <a className="quiet" href={`/admin/mailbox/${mail.id}`}>
                    {mail.subject || 'Being written'}
                  </a>
                  <span className="narrow small">
                    {mail.recipient}
                    <br />
                    <MailState mail={mail} sending={sending} />
                  </span>
                </th>
                <td className="wide">{mail.recipient}</td>
                <td className="wide">
                  <a href={`/admin/orders/${mail.orderId}`}>{mail.orderNumber}</a>
                </td>
                <td className="wide">
                  <MailState mail={mail} sending={sending} />
                </td>
                <td className="n">
                  <When at={mail.createdAt} short />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="pages">
        {values.before ? <a href="/admin/mailbox">Newest</a> : <span />}
        {next ? <a href={withQuery('/admin/mailbox', { before: next })}>Older</a> : null}
      </p>
    </Desk>
  )
}
