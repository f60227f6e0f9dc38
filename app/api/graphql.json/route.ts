import { answerPost, answerPreflight } from '@/lib/storefront-api/http'

export function POST(request: Request): Promise<Response> {
  return answerPost(request, null)
}

export { answerPreflight as OPTIONS }
