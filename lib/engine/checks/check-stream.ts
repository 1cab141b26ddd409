import { z } from 'zod'
import { defineComponent } from '../component'
import { ManifestInvalid } from '../errors'
import type { ListedStream } from '../streams/stream-set'
import type { JsonObject } from '../values/value'
import { unavailability } from './availability'
import { configOverridesSchema } from './config-overrides'
import type { CheckPlace, CheckResult, ConnectionCheck } from './connection-check'

const dynamicCheck = z.looseObject({
  type: z.literal('DynamicStreamCheckConfig').optional(),
  dynamic_stream_name: z.string().meta({
    title: 'Name',
    description: 'Which of the dynamic streams.',
  }),
  stream_count: z.int().min(1).optional().meta({
    title: 'How many',
    description: 'So many of its streams are checked; all when left out.',
  }),
})

const schema = z
  .object({
    type: z.literal('CheckStream'),
    stream_names: z
      .array(z.string())
      .optional()
      .meta({
        title: 'Streams',
        description: 'The connection works when each of these gives an answer.',
        examples: [['users']],
      }),
    dynamic_streams_check_configs: z.array(dynamicCheck).optional().meta({
      title: 'Dynamic streams',
      description: 'Streams made from templates that have to answer too.',
      group: 'advanced',
    }),
    config_overrides: configOverridesSchema,
  })
  .meta({ title: 'Read from streams', description: 'Reads a record from some of the streams.' })

type Config = z.output<typeof schema>

export const checkStream = defineComponent({
  schema,
  create(config, context): ConnectionCheck {
    if (!config.stream_names && !config.dynamic_streams_check_configs) {
      throw new ManifestInvalid('CheckStream needs stream_names or dynamic_streams_check_configs', {
        path: context.path,
      })
    }
    return {
      configOverrides: config.config_overrides ?? {},
      run: (place) => check(config, namesToCheck(config, context.config), place),
    }
  },
})

/** The config may name other streams, for platforms that check the chosen ones only. */
function namesToCheck(config: Config, values: JsonObject): readonly string[] {
  const own = values.__airbyte_check_stream_names
  if (Array.isArray(own) && own.length > 0) return own.map(String)
  return config.stream_names ?? []
}

async function check(
  { dynamic_streams_check_configs }: Config,
  names: readonly string[],
  place: CheckPlace,
): Promise<CheckResult> {
  const written = place.written()
  const areAllWritten = names.every((name) => written.some((stream) => stream.name === name))
  const isPartial = names.length > 0 && areAllWritten && !dynamic_streams_check_configs
  let streams = written
  try {
    if (!isPartial) streams = await place.all()
  } catch (error) {
    return failed(`Encountered an error while discovering streams. Error: ${textOf(error)}`)
  }
  if (streams.length === 0) return failed('No streams to connect to from source')
  for (const name of names) {
    const result = await checkOne(name, streams, place)
    if (result.status === 'FAILED') return result
  }
  for (const each of dynamic_streams_check_configs ?? []) {
    const result = await checkDynamic(each, streams, place)
    if (result.status === 'FAILED') return result
  }
  return { status: 'SUCCEEDED' }
}

async function checkOne(
  name: string,
  streams: readonly ListedStream[],
  { engine }: CheckPlace,
): Promise<CheckResult> {
  const listed = streams.findLast((stream) => stream.name === name)
  if (!listed) {
    const known = streams.map((stream) => stream.name).join(', ')
    throw new ManifestInvalid(`${name} is not part of the catalog. Expected one of ${known}.`, {
      path: ['check', 'stream_names'],
    })
  }
  try {
    const reason = await unavailability(listed.define().open({ isSelected: true }), engine)
    return reason === undefined
      ? { status: 'SUCCEEDED' }
      : failed(`Stream ${name} is not available: ${reason}`)
  } catch (error) {
    return failed(
      `Encountered an error while checking availability of stream ${name}. Error: ${textOf(error)}`,
    )
  }
}

async function checkDynamic(
  { dynamic_stream_name, stream_count }: z.output<typeof dynamicCheck>,
  streams: readonly ListedStream[],
  place: CheckPlace,
): Promise<CheckResult> {
  if (!place.dynamicNames.includes(dynamic_stream_name)) {
    return failed(`Dynamic stream ${dynamic_stream_name} is not found in manifest.`)
  }
  const made = streams.filter((stream) => stream.dynamicName === dynamic_stream_name)
  for (const listed of made.slice(0, stream_count)) {
    const reason = await unavailability(listed.define().open({ isSelected: true }), place.engine)
    if (reason !== undefined) {
      return failed(`Dynamic Stream ${listed.name} is not available: ${reason}`)
    }
  }
  return { status: 'SUCCEEDED' }
}

function failed(message: string): CheckResult {
  return { status: 'FAILED', message }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
