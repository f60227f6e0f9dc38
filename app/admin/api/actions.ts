'use server'

import { createToken, newToken } from '@/lib/api-access/create-token'
import { revocation, revokeToken } from '@/lib/api-access/revoke-token'
import { setTokenRequired, tokenDemand } from '@/lib/api-access/set-token-required'
import { adminAction } from '../admin-action'
import type { FormState } from '../form-state'

export async function makeToken(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'api',
    schema: newToken,
    run: createToken,
    next: (_, token) => ({ shown: token }),
  })
}

export async function endToken(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'api',
    schema: revocation,
    run: revokeToken,
    next: '/admin/api?done=revoked',
  })
}

export async function saveDemand(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'api',
    schema: tokenDemand,
    run: setTokenRequired,
    next: '/admin/api?done=access',
  })
}
