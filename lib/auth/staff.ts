export type Role = 'owner' | 'editor'

/** What a person may do. Reading the admin is `read`; each kind of write has its own word. */
export type Permission =
  | 'read'
  | 'products'
  | 'stock'
  | 'orders'
  | 'refunds'
  | 'discounts'
  | 'gift_cards'
  | 'api'

const permissions = {
  owner: ['read', 'products', 'stock', 'orders', 'refunds', 'discounts', 'gift_cards', 'api'],
  editor: ['read', 'products', 'stock', 'orders', 'discounts'],
} as const satisfies Record<Role, readonly Permission[]>

declare const authorised: unique symbol

/**
 * A signed-in person whose permission has been checked. Writes of the admin take one, so that a door which forgot
 * to ask does not compile; it is also the actor of the audit log. Only `requireStaff` makes it.
 */
export type Staff = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly [authorised]: true
}

export function may(role: Role, permission: Permission): boolean {
  const granted: readonly Permission[] = permissions[role]
  return granted.includes(permission)
}

/** For `requireStaff` and for tests; anywhere else it is a hole. */
export function unsafeStaff(person: { id: string; name: string; email: string; role: Role }): Staff {
  return person as Staff
}
