import { saveTestValues } from '@/lib/contracts/environments'
import * as testValues from '@/lib/server/data/test-values'
import { handle } from '@/lib/server/http/handle'

export const PUT = handle(saveTestValues, ({ user, params, body }) =>
  testValues.save({ ...user, ...params, ...body }),
)
