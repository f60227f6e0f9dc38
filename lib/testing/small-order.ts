export { smallOrder } from '@/prisma/factories'
