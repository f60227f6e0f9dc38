'use server'

import { lastChange } from '@/lib/auth/audit'
import { getAdminProduct } from '@/lib/catalog/admin-product'
import { productEdit } from '@/lib/catalog/product-edit'
import { setProductStatus, statusChange } from '@/lib/catalog/set-product-status'
import { updateProduct } from '@/lib/catalog/update-product'
import { getShop } from '@/lib/content/cached'
import { adjustStock } from '@/lib/inventory/adjust-stock'
import { adminAction } from '../../admin-action'
import type { Conflict, FormState } from '../../form-state'
import { whenText } from '../../when'
import { productFieldValues } from './product-fields'
import { stockForm } from './stock-schema'

export async function saveProduct(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'products',
    schema: async () => productEdit((await getShop()).currency),
    run: updateProduct,
    next: ({ id }) => `/admin/products/${id}?done=saved`,
    conflict: ({ id }) => productNow(id),
  })
}

export async function changeStatus(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'products',
    schema: statusChange,
    run: setProductStatus,
    next: ({ id, status }) => `/admin/products/${id}?done=${status}`,
    conflict: ({ id }) => productNow(id),
  })
}

export async function changeStock(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'stock',
    schema: stockForm,
    run: (staff, { adjustment }) => adjustStock(staff, adjustment),
    next: ({ productId }) => `/admin/products/${productId}?done=stock`,
    conflict: async ({ productId, adjustment }) => {
      const product = await getAdminProduct(productId)
      const item = product?.stock.find(({ id }) => id === String(adjustment.stockItemId))
      return item ? { hidden: { onHand: String(item.onHand) }, now: {} } : null
    },
  })
}

async function productNow(id: string): Promise<Conflict | null> {
  const [product, last] = await Promise.all([getAdminProduct(id), lastChange('product', id)])
  if (!product) return null
  return {
    hidden: { version: String(product.version) },
    ...(last && { by: { who: last.actor, when: `on ${await whenText(last.at)}` } }),
    now: productFieldValues(product),
  }
}
