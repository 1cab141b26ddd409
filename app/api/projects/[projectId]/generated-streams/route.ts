import { generatedStreams } from '@/lib/contracts/test-reads'
import { handleStream } from '@/lib/server/http/handle'
import { startGeneratedStreams } from '@/lib/server/runner/run-test-read'

export const POST = handleStream(generatedStreams, ({ user, params, body, signal }) =>
  startGeneratedStreams({ ...user, ...params, ...body, signal }),
)
