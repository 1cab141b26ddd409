import { z } from 'zod'
import { type BuildContext, defineComponent, slot, template } from '../component'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import { type Injector, requestOptionKind } from '../requesters/injector'
import type { Patch } from '../stream-scope'
import { toText } from '../values/text'
import { objectOf } from '../values/value'
import type { Authenticator } from './authenticator'

export const apiKeyAuthenticator = defineComponent({
  schema: z
    .object({
      type: z.literal('ApiKeyAuthenticator'),
      api_token: template('config')
        .default('')
        .meta({
          title: 'API key',
          description: 'The key, with whatever has to stand around it.',
          examples: ["{{ config['api_key'] }}", "Token token={{ config['api_key'] }}"],
          secret: true,
        }),
      inject_into: slot(requestOptionKind).optional().meta({
        title: 'Send it as',
        description: 'The place in the request that carries the key.',
      }),
      header: template('config')
        .optional()
        .meta({
          title: 'Header',
          description: 'Older way to name the header that carries the key.',
          examples: ['X-Api-Key'],
          deprecated: true,
          group: 'advanced',
        }),
    })
    .meta({ title: 'API key', description: 'Sends a key in a header, parameter or body field.' }),

  create({ api_token, inject_into, header }, context): Authenticator {
    const injector = keyInjector(inject_into, header, context)
    const token = interpolatedString(api_token, context)
    const patch = () => injector.inject(toText(token()))
    return {
      patch: async () => patch(),
      headers: async () => textHeaders(patch()),
      credentialHeaders: injector.isHeader ? textHeaderNames(patch()) : [],
    }
  },
})

/** Where a key goes: an older manifest names a header, a newer one a place in the request. */
function keyInjector(option: unknown, header: string | undefined, context: BuildContext): Injector {
  if (option !== undefined && header !== undefined) {
    throw new ManifestInvalid('inject_into and header cannot be set both', { path: context.path })
  }
  if (option !== undefined) return context.build(requestOptionKind, option, 'inject_into')
  if (header === undefined) {
    throw new ManifestInvalid('Either inject_into or header has to say where the key goes', {
      path: context.path,
    })
  }
  const name = toText(interpolatedString(header, context)())
  return {
    place: `header ${name}`,
    isPath: false,
    isHeader: true,
    inject: (value) => ({ headers: objectOf([[name, value]]) }),
  }
}

/** The headers of a patch as they are sent. */
export function textHeaders({ headers = {} }: Patch): Record<string, string> {
  return objectOf(Object.entries(headers).map(([name, value]) => [name, toText(value)] as const))
}

/** The names of a patch's headers in lower case. */
export function textHeaderNames({ headers = {} }: Patch): string[] {
  return Object.keys(headers).map((name) => name.toLowerCase())
}
