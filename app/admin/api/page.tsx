import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { type ApiTokenView, listTokens, readTokenRequired } from '@/lib/api-access/tokens'
import { requireStaffPage } from '@/lib/auth/session'
import { may } from '@/lib/auth/staff'
import { Desk } from '../desk'
import { DoneNotice } from '../done-notice'
import { firstValues, type SearchParams } from '../search-params'
import { When } from '../when'
import { DemandForm, NewTokenForm, RevokeForm } from './token-forms'

export const metadata: Metadata = { title: 'API' }

/** Who may ask the Storefront API, and as whom. */
export default async function ApiPage({ searchParams }: { searchParams: SearchParams }) {
  const staff = await requireStaffPage('/admin/api')
  const [tokens, required, { done }] = await Promise.all([
    listTokens(),
    readTokenRequired(),
    firstValues(searchParams),
  ])
  const mayChange = may(staff.role, 'api')
  const valid = tokens.filter(({ revokedAt }) => revokedAt === null)
  const revoked = tokens.filter(({ revokedAt }) => revokedAt !== null)
  return (
    <Desk staff={staff} current="api" className="sheet sheet--wide">
      <div>
        <div className="plainhead">
          <h1>API</h1>
        </div>
        <DoneNotice word={done} />
        <section>
          <h2>Tokens</h2>
          {valid.length === 0 ? (
            <p>
              None yet. Other front ends, such as a salon’s website or an app, can ask without one, or get
              their own here. <a href="/developers">How to ask</a>
            </p>
          ) : (
            <ul className="ledger">
              {valid.map((token) => (
                <Token key={token.id} token={token}>
                  {mayChange ? (
                    <RevokeForm id={token.id} name={token.name} requestKey={randomUUID()} />
                  ) : null}
                </Token>
              ))}
            </ul>
          )}
        </section>
        {revoked.length > 0 ? (
          <section>
            <details>
              <summary>Revoked tokens</summary>
              <ul className="ledger">
                {revoked.map((token) => (
                  <Token key={token.id} token={token} />
                ))}
              </ul>
            </details>
          </section>
        ) : null}
      </div>
      {mayChange ? (
        <div className="beside">
          <section>
            <h2>A new token</h2>
            <NewTokenForm requestKey={randomUUID()} />
          </section>
          <section>
            <h2>Who is answered</h2>
            <DemandForm required={required} requestKey={randomUUID()} />
          </section>
        </div>
      ) : (
        <p>Only an owner of the shop makes and revokes tokens.</p>
      )}
    </Desk>
  )
}

function Token({ token, children }: { token: ApiTokenView; children?: React.ReactNode }) {
  return (
    <li>
      <b>{token.name}</b>{' '}
      <span className="code">
        {token.kind}, ends with {token.endsWith}
      </span>
      <p className="small">
        Made by {token.createdBy} on <When at={token.createdAt} />.{' '}
        {token.lastUsedAt ? (
          <>
            Last used <When at={token.lastUsedAt} />.
          </>
        ) : (
          'Never used.'
        )}{' '}
        {token.revokedAt ? (
          <>
            Revoked <When at={token.revokedAt} />.
          </>
        ) : null}
      </p>
      {children}
    </li>
  )
}
