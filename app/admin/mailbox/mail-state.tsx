import type { MailRowView } from '@/lib/email/mailbox'

/** Without a mail server "sent" means written, which is all that can be said. */
export function MailState(props: { mail: Pick<MailRowView, 'state' | 'error'>; sending: boolean }) {
  const { mail, sending } = props
  if (mail.state === 'failed') return <span className="state state--wrong">Failed: {mail.error}</span>
  if (mail.state === 'queued') return <span className="state state--held">Waiting</span>
  return <span className="state state--live">{sending ? 'Sent' : 'Kept here'}</span>
}
