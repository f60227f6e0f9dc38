import { deleteMetafield } from '@/lib/cart/delete-metafield'
import type { CartMetafield } from '@/lib/cart/metafields'
import { setMetafields } from '@/lib/cart/set-metafields'
import { publicIdOf } from '@/lib/cart/token'
import { isDomainError } from '@/lib/errors'
import { gidInCart, parseCartId } from '../cart-id'
import type { Context } from '../context'
import { ownNamespace, toMetafields } from '../metafields'
import { problemOf } from './metafield-types'

export type MetafieldInput = { key: string; type: string; value: string }

type SetInput = MetafieldInput & { ownerId: string }

/** `namespace.key`, or a key of the front end's own. */
export function readMetafield({ key, type, value }: MetafieldInput): Omit<CartMetafield, 'id'> {
  return { ...readKey(key), type, value }
}

function readKey(key: string): { namespace: string; key: string } {
  const dot = key.lastIndexOf('.')
  return dot > 0
    ? { namespace: key.slice(0, dot), key: key.slice(dot + 1) }
    : { namespace: ownNamespace, key }
}

type SetError = { code: string; elementIndex: number | null; field: string[]; message: string }

/** All of them or none, in as many statements for many carts as for one. */
export function cartMetafieldsSet(context: Context) {
  return async ({ metafields }: { metafields: SetInput[] }) => {
    const errors = metafields.flatMap((given, place) => wrongSet(given, place) ?? [])
    if (errors.length > 0) return { metafields: null, userErrors: errors }
    const given = metafields.map((one) => ({ ...readMetafield(one), token: tokenOf(one) ?? '' }))
    try {
      const kept = await setMetafields(given)
      const shown = given.map(({ token, ...wanted }) =>
        toMetafields(kept.get(token) ?? [], context, { publicId: publicIdOf(token) }).metafield(wanted),
      )
      return { metafields: await Promise.all(shown), userErrors: [] }
    } catch (error) {
      if (!isDomainError(error)) throw error
      const place = Math.max(
        given.findIndex(({ token }) => error.field === `carts.${token}`),
        0,
      )
      const code = error.code === 'NOT_FOUND' ? 'INVALID_OWNER' : 'LESS_THAN_OR_EQUAL_TO'
      const field = ['metafields', String(place), 'ownerId']
      return { metafields: null, userErrors: [{ code, elementIndex: place, field, message: error.message }] }
    }
  }
}

const tokenOf = ({ ownerId }: SetInput) => parseCartId(ownerId)?.token

function wrongSet(given: SetInput, place: number): SetError | undefined {
  const at = (name: string) => ['metafields', String(place), name]
  const wrong = (code: string, name: string, message: string) => ({
    code,
    elementIndex: place,
    field: at(name),
    message,
  })
  if (tokenOf(given) == null) return wrong('INVALID_OWNER', 'ownerId', 'The owner ID is invalid.')
  const problem = problemOf(readMetafield(given))
  return problem && wrong(problem.code, problem.name, problem.message)
}

export function cartMetafieldDelete() {
  return async ({ input }: { input: { ownerId: string; key: string } }) => {
    const wrong = (code: string, name: string, message: string) => ({
      deletedId: null,
      userErrors: [{ code, field: ['input', name], message }],
    })
    const token = parseCartId(input.ownerId)?.token
    try {
      const id = token ? await deleteMetafield({ token, ...readKey(input.key) }) : undefined
      if (!token || id === undefined) return wrong('INVALID_OWNER', 'ownerId', 'The owner ID is invalid.')
      if (id === null) return wrong('METAFIELD_DOES_NOT_EXIST', 'key', 'The metafield does not exist.')
      return { deletedId: gidInCart('Metafield', id, { publicId: publicIdOf(token) }), userErrors: [] }
    } catch (error) {
      if (!isDomainError(error)) throw error
      return wrong('INVALID_OWNER', 'ownerId', 'The owner ID is invalid.')
    }
  }
}
