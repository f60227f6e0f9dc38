export { smallProduct } from '@/prisma/factories'
