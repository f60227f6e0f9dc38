import type { Metadata } from 'next'
import { EmptyState } from '@/components/empty-state'
import { type HistoryEntry, historyFilter, listHistory } from '@/lib/auth/history'
import { requireStaffPage } from '@/lib/auth/session'
import { Desk } from '../desk'
import { firstValues, type SearchParams, withQuery } from '../search-params'
import { When } from '../when'
import { actionInWords, pathInWords, readableChanges, subjectLink } from './words'

export const metadata: Metadata = { title: 'History' }

/** Longer values are folded: a description would hide everything else. */
const foldFrom = 160

export default async function HistoryPage({ searchParams }: { searchParams: SearchParams }) {
  const values = await firstValues(searchParams)
  const { subject, id } = values
  const staff = await requireStaffPage(withQuery('/admin/history', { subject, id }))
  const { entries, next } = await listHistory(historyFilter.parse(values))
  return (
    <Desk staff={staff} current="history" className="sheet">
      <div>
        <div className="plainhead">
          <h1>History</h1>
          {subject ? <a href="/admin/history">All changes</a> : null}
        </div>
        {entries.length === 0 ? (
          <EmptyState heading="h2" drawn={false} title="No changes yet">
            <p>Whatever someone changes here, with before and after, stands here for good.</p>
          </EmptyState>
        ) : (
          <ol className="events">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        )}
        {next ? (
          <p className="pages">
            <span />
            <a href={withQuery('/admin/history', { subject, id, before: next })}>Older</a>
          </p>
        ) : null}
      </div>
    </Desk>
  )
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const link = subjectLink(entry)
  const changes = readableChanges(entry.changes)
  return (
    <li>
      <When at={entry.at} />
      <div>
        <p>
          <b>{entry.actor}</b> {actionInWords(entry.action)}
          {link ? (
            <>
              {' ('}
              <a href={link.url}>{link.text}</a>)
            </>
          ) : null}
        </p>
        {changes.length > 0 ? (
          <dl className="changes">
            {changes.map(({ path, before, after }) => (
              <div key={path.join('.')}>
                <dt>{pathInWords([...path])}</dt>
                <dd>
                  {before === null ? null : (
                    <>
                      <Value text={before} gone /> <span aria-hidden="true">→</span>
                      <span className="unseen">became</span>{' '}
                    </>
                  )}
                  <Value text={after} />
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
    </li>
  )
}

function Value({ text, gone = false }: { text: string | null; gone?: boolean }) {
  if (text === null) return <span className="soft">nothing</span>
  const Tag = gone ? 'del' : 'ins'
  if (text.length < foldFrom) return <Tag>{text}</Tag>
  return (
    <details>
      <summary>{text.length} characters</summary>
      <Tag>{text}</Tag>
    </details>
  )
}
