import { testRead } from '@/lib/contracts/test-reads'
import { handleStream } from '@/lib/server/http/handle'
import { startTestRead } from '@/lib/server/runner/run-test-read'

export const POST = handleStream(testRead, ({ user, params, body, signal }) =>
  startTestRead({ ...user, ...params, ...body, signal }),
)
