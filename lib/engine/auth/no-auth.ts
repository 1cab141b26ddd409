import { z } from 'zod'
import { defineComponent } from '../component'
import type { Authenticator } from './authenticator'

/** The authenticator of a requester that has none. */
export const noCredentials: Authenticator = {
  patch: async () => ({}),
  headers: async () => ({}),
  credentialHeaders: [],
}

export const noAuth = defineComponent({
  schema: z
    .object({ type: z.literal('NoAuth') })
    .meta({ title: 'None', description: 'Sends no credentials.' }),
  create: (): Authenticator => noCredentials,
})
