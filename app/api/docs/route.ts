import { docsResponse } from '@/lib/server/api-docs/page'

export const GET = docsResponse
