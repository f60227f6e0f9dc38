import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentStaff } from '@/lib/auth/session'
import { firstValues, type SearchParams } from '../search-params'
import { adminPath } from './admin-path'
import { LoginForm } from './login-form'

export const metadata: Metadata = { title: 'Sign in' }

export default async function LoginPage({ searchParams }: { searchParams: SearchParams }) {
  const next = adminPath((await firstValues(searchParams)).next)
  if (await currentStaff()) redirect(next)
  return (
    <main id="main" className="wrap">
      <div className="gate">
        <h1>Bestow admin</h1>
        <LoginForm next={next} requestKey={randomUUID()} />
      </div>
    </main>
  )
}
