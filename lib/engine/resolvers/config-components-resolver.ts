import { z } from 'zod'
import { type BuildContext, defineComponent, defineKind, slot, template } from '../component'
import { interpolatedString } from '../interpolate'
import { getAt } from '../values/dpath'
import { copyJson } from '../values/json'
import { toText } from '../values/text'
import { isObject, type Json, type JsonObject } from '../values/value'
import { buildMappings, componentMappingKind } from './component-mapping'
import type { ComponentsResolver } from './components-resolver'
import { yamlReader } from './read-yaml'

/** A list in the config. */
export interface ConfigList {
  entries(): readonly Json[]
}

export const configListKind = defineKind<ConfigList>('StreamConfig')

export const streamConfig = defineComponent({
  schema: z
    .object({
      type: z.literal('StreamConfig'),
      configs_pointer: z.array(template('config')).meta({
        title: 'List',
        description: 'Where in the configuration the list is.',
        examples: [['tables']],
      }),
      default_values: z.array(z.unknown()).optional().meta({
        title: 'Further entries',
        description: 'Entries that are there whatever the configuration says.',
      }),
    })
    .meta({ title: 'List of the configuration', description: 'One stream for each entry.' }),

  create({ configs_pointer, default_values }, context): ConfigList {
    return {
      entries() {
        const path = configs_pointer.map((part) => toText(interpolatedString(part, context)()))
        const found = getAt(context.config, path, [] as Json)
        const entries = Array.isArray(found) ? (found as readonly Json[]) : [found]
        return [...entries, ...((default_values ?? []) as Json[])]
      },
    }
  },
})

export const configComponentsResolver = defineComponent({
  schema: z
    .object({
      type: z.literal('ConfigComponentsResolver'),
      stream_config: z.union([z.array(slot(configListKind)), slot(configListKind)]).meta({
        title: 'Lists',
        description: 'One list, or several, of which every combination makes a stream.',
      }),
      components_mapping: z.array(slot(componentMappingKind)).meta({
        title: 'Fields',
        description: 'What differs between the streams.',
      }),
    })
    .meta({
      title: 'From the configuration',
      description: 'One stream for each entry of a list that the user gives.',
    }),

  create({ stream_config, components_mapping }, context): ComponentsResolver {
    const mappings = buildMappings(components_mapping, context, {
      allowsConditions: true,
      allowsNewFields: true,
    })
    const lists = buildLists(stream_config, context)
    const read = yamlReader(context, true)

    return {
      isFromConfig: true,
      async resolve(streamTemplate) {
        return combinations(lists.map((list) => list.entries())).map((entries) => {
          const stream = copyJson(streamTemplate)
          const variables = {
            components_values: merge(entries),
            stream_template_config: streamTemplate,
          }
          for (const mapping of mappings) mapping.apply(stream, variables, read)
          return stream
        })
      },
    }
  },
})

function buildLists(config: unknown, context: BuildContext): readonly ConfigList[] {
  if (!Array.isArray(config)) return [context.build(configListKind, config, 'stream_config')]
  return config.map((each, index) => context.build(configListKind, each, ['stream_config', index]))
}

type Entry = readonly [index: number, value: Json]

function combinations(lists: readonly (readonly Json[])[]): Entry[][] {
  return lists.reduce<Entry[][]>(
    (chosen, list) =>
      chosen.flatMap((before) => list.map((value, index): Entry[] => [...before, [index, value]])),
    [[]],
  )
}

/** One entry as it is; of several, objects together and the others under their list's number. */
function merge(entries: readonly Entry[]): Json {
  const [only] = entries
  if (only && entries.length === 1) return only[1]
  const merged: { [key: string]: Json } = {}
  for (const [position, [index, value]] of entries.entries()) {
    if (isObject(value)) Object.assign(merged, value as JsonObject)
    else merged[`source_config_${position}`] = [index, value]
  }
  return merged
}
