import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { ConfigInvalid } from '../errors'
import { getAt } from '../values/dpath'
import { toText } from '../values/text'
import { type Authenticator, authenticatorKind } from './authenticator'

export const selectiveAuthenticator = defineComponent({
  schema: z
    .object({
      type: z.literal('SelectiveAuthenticator'),
      authenticator_selection_path: z.array(z.string()).meta({
        title: 'Choose by',
        description: 'Path in the configuration of the value that names the authenticator.',
        examples: [['credentials', 'auth_type']],
      }),
      authenticators: z.record(z.string(), slot(authenticatorKind)).meta({
        title: 'Authenticators',
        description: 'One for each value.',
      }),
    })
    .meta({
      title: 'Depends on the configuration',
      description: 'Uses one of several authenticators, as the configuration says.',
    }),

  create({ authenticator_selection_path: path, authenticators }, context): Authenticator {
    const candidates = new Map(
      Object.entries(authenticators).map(([key, each]) => [
        key,
        context.build(authenticatorKind, each, ['authenticators', key]),
      ]),
    )
    const value = path.length === 0 ? undefined : getAt<undefined>(context.config, path, undefined)
    if (value === undefined) {
      throw new ConfigInvalid(
        `The configuration has nothing at ${path.join('.')}, which says how to authenticate.`,
        { path: [...context.path, 'authenticator_selection_path'], failureType: 'system_error' },
      )
    }
    const chosen = candidates.get(toText(value))
    if (chosen) return chosen
    throw new ConfigInvalid(
      `The configuration chooses an authenticator that does not exist at ${path.join('.')}. Possible: ${[...candidates.keys()].join(', ')}`,
      { path: [...context.path, 'authenticators'], failureType: 'system_error' },
    )
  },
})
