import { getOpenApi } from '@/lib/contracts/settings'
import { openApiDocument } from '@/lib/server/api-docs/openapi'
import { handle } from '@/lib/server/http/handle'

export const GET = handle(getOpenApi, async () => openApiDocument())
