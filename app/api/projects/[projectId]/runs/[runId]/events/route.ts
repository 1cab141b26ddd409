import { getRunEvents } from '@/lib/contracts/runs'
import * as runs from '@/lib/server/data/runs'
import { handleStream } from '@/lib/server/http/handle'

export const GET = handleStream(getRunEvents, ({ user, params }) =>
  runs.events({ ...user, ...params }),
)
