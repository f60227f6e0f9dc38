import { Prisma } from '@/prisma/generated/client'

/** `media` of one product: its pictures in their order, as JSON. */
export const mediaRows = Prisma.sql`coalesce(json_agg(json_build_object(
  'id', media.id::text, 'kind', media.kind, 'source', media.source, 'alt', media.alt,
  'width', media.width, 'height', media.height) ORDER BY media.position, media.id), '[]')`
