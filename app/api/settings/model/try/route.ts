import { tryModel as contract } from '@/lib/contracts/model-settings'
import { handle } from '@/lib/server/http/handle'
import { tryModel } from '@/lib/server/model/try-model'

export const POST = handle(contract, ({ user, signal }) => tryModel(user, signal))
