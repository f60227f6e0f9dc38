'use server'

import { z } from 'zod'
import { resolveDiscrepancy } from '@/lib/orders/discrepancies'
import { adminAction } from '../admin-action'
import type { FormState } from '../form-state'

const resolution = z.object({
  id: z.coerce.bigint().positive(),
  note: z.string().trim().min(1, { error: 'Write what you found and did.' }).max(500),
})

export async function resolve(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'orders',
    schema: resolution,
    run: (staff, { id, note }) => resolveDiscrepancy(staff, id, note),
    next: '/admin/discrepancies?done=resolved',
  })
}
