'use client'

import { Button, ButtonLink } from '@/components/button'
import { Field, TextField } from '@/components/field'
import { Notice } from '@/components/notice'
import { AdminForm } from '../admin-form'
import { endToken, makeToken, saveDemand } from './actions'

/** What was made stands here once, and nowhere after. */
export function NewTokenForm({ requestKey }: { requestKey: string }) {
  return (
    <AdminForm
      action={makeToken}
      requestKey={requestKey}
      labels={{ name: 'Name', kind: 'Used' }}
      shown={(token) => (
        <Notice tone="done" title="Copy it now: it is not shown again">
          <p>
            <code className="token">{token}</code>
          </p>
          <p>
            <ButtonLink look="plain" href="/admin/api?done=token">
              I have copied it
            </ButtonLink>
          </p>
        </Notice>
      )}
    >
      {({ value, error, pending }) => (
        <>
          <TextField
            label="Name"
            name="name"
            maxLength={100}
            autoComplete="off"
            defaultValue={value('name', '')}
            error={error('name')}
            hint="Who will use it: “Salon website”."
          />
          <Field
            id="kind"
            label="Used"
            error={error('kind')}
            hint="A private token must never be in a page: with it a server says for whom it asks, and limits count each buyer."
          >
            {(ids) => (
              <select {...ids} name="kind" defaultValue={value('kind', 'public')}>
                <option value="public">In a browser or an app (public)</option>
                <option value="private">On a server (private)</option>
              </select>
            )}
          </Field>
          <div className="acts">
            <Button disabled={pending}>{pending ? 'Making…' : 'Make a token'}</Button>
          </div>
        </>
      )}
    </AdminForm>
  )
}

export function RevokeForm({ id, name, requestKey }: { id: string; name: string; requestKey: string }) {
  return (
    <AdminForm action={endToken} requestKey={requestKey} hidden={{ id }}>
      {({ pending }) => (
        <details>
          <summary>
            Revoke<span className="unseen"> {name}</span>
          </summary>
          <p>Whatever asks with it is refused from now on. It can’t be brought back.</p>
          <div className="acts">
            <Button look="danger" disabled={pending}>
              Revoke for good
            </Button>
          </div>
        </details>
      )}
    </AdminForm>
  )
}

export function DemandForm({ required, requestKey }: { required: boolean; requestKey: string }) {
  return (
    <AdminForm action={saveDemand} requestKey={requestKey} labels={{ required: 'Only with a token' }}>
      {({ checked, pending }) => (
        <>
          <label className="check">
            <input
              type="checkbox"
              name="required"
              value="yes"
              defaultChecked={checked('required', required)}
            />
            <span>Answer only those who have a token</span>
          </label>
          <p className="small">
            Without it anybody may read what the shop’s pages show, and fill a cart. How many are left is told
            to those with a token alone. The shop’s own card on other sites has one that anybody can read
            there, and goes on selling.
          </p>
          <div className="acts">
            <Button look="plain" disabled={pending}>
              Save
            </Button>
          </div>
        </>
      )}
    </AdminForm>
  )
}
