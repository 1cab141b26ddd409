import { listSamples } from '@/lib/contracts/samples'
import { handle } from '@/lib/server/http/handle'
import { startingPoints } from '@/lib/server/samples'

export const GET = handle(listSamples, () => startingPoints())
