'use client'

import { Button } from '@/components/button'
import { TextField } from '@/components/field'
import { AdminForm } from '../admin-form'
import { signInAction } from './actions'

export function LoginForm({ next, requestKey }: { next: string; requestKey: string }) {
  return (
    <AdminForm
      action={signInAction}
      requestKey={requestKey}
      hidden={{ next }}
      labels={{ email: 'E-mail', password: 'Password' }}
    >
      {({ value, error, pending }) => (
        <>
          <TextField
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            required
            defaultValue={value('email', '')}
            error={error('email')}
          />
          <TextField
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            error={error('password')}
          />
          <Button disabled={pending}>{pending ? 'Signing in…' : 'Sign in'}</Button>
        </>
      )}
    </AdminForm>
  )
}
