import { answerPost, answerPreflight } from '@/lib/storefront-api/http'

type Props = { params: Promise<{ version: string }> }

export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerPost(request, (await params).version)
}

export { answerPreflight as OPTIONS }
