import { getHealth } from '@/lib/contracts/settings'
import { handle } from '@/lib/server/http/handle'
import { health } from '@/lib/server/settings'

export const GET = handle(getHealth, health)
