import { validateManifest } from '@/lib/contracts/validation'
import { handle } from '@/lib/server/http/handle'
import { problemsOf } from '@/lib/server/validate-manifest'

export const POST = handle(validateManifest, async ({ body }) => ({
  problems: problemsOf(body.text),
}))
