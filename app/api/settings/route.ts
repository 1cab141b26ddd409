import { getSettings } from '@/lib/contracts/settings'
import { handle } from '@/lib/server/http/handle'
import { settings } from '@/lib/server/settings'

export const GET = handle(getSettings, async () => settings())
