import { z } from 'zod'
import { type BuildContext, defineComponent, template } from '../component'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import type { Patch } from '../stream-scope'
import { toText } from '../values/text'
import { objectOf, type Value } from '../values/value'
import type { Injector } from './injector'

const targets = {
  request_parameter: 'params',
  header: 'headers',
  body_data: 'bodyData',
  body_json: 'bodyJson',
} as const satisfies Record<string, keyof Patch>

export const requestOption = defineComponent({
  schema: z
    .object({
      type: z.literal('RequestOption'),
      inject_into: z.enum(['request_parameter', 'header', 'body_data', 'body_json']).meta({
        title: 'Put it into',
        description: 'The part of the request that carries the value.',
        examples: ['request_parameter', 'header'],
      }),
      field_name: template('config')
        .optional()
        .meta({
          title: 'Name',
          description: 'Name of the parameter, header or body field.',
          examples: ['page', 'X-Api-Key'],
        }),
      field_path: z
        .array(template('config'))
        .optional()
        .meta({
          title: 'Path in the JSON body',
          description: 'Where a nested value goes. Only for JSON bodies, in place of a name.',
          examples: [['query', 'cursor']],
          group: 'advanced',
        }),
    })
    .meta({
      title: 'Place in the request',
      description: 'Where a value goes: a URL parameter, a header or a field of the body.',
    }),

  create({ inject_into, field_name, field_path }, context): Injector {
    checkNames(inject_into, field_name, field_path, context)
    const segments = (field_path ?? [field_name ?? '']).map((each) =>
      toText(interpolatedString(each, context)()),
    )
    const [key = '', ...deeper] = segments
    const target = targets[inject_into]
    return {
      place: JSON.stringify([inject_into, ...segments]),
      isPath: false,
      isHeader: inject_into === 'header',
      inject: (value) => ({ [target]: objectOf([[key, nested(deeper, value)]]) }),
    }
  },
})

/** `['a', 'b']` and 1 make `{ a: { b: 1 } }`. */
function nested(path: readonly string[], value: Value): Value {
  return path.reduceRight<Value>((inner, key) => objectOf([[key, inner]]), value)
}

function checkNames(
  target: string,
  name: string | undefined,
  path: readonly string[] | undefined,
  context: BuildContext,
): void {
  const problem = problemOf(target, name, path)
  if (problem) throw new ManifestInvalid(problem, { path: context.path })
}

function problemOf(target: string, name: string | undefined, path: readonly string[] | undefined) {
  if (name === undefined && path === undefined)
    return 'A request option needs field_name or field_path'
  if (name !== undefined && path !== undefined) {
    return 'A request option takes field_name or field_path, not both'
  }
  if (path === undefined) return undefined
  if (target !== 'body_json') return 'field_path only works with inject_into: body_json'
  return path.length === 0 ? 'field_path must not be empty' : undefined
}
