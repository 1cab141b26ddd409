import { describe, expect, it } from 'vitest'
import { registries } from '../engine/kinds'
import { manifestJsonSchema } from './json-schema'

type Node = { readonly [key: string]: unknown }

describe('manifestJsonSchema', () => {
  const schema = manifestJsonSchema()
  const definitions = schema.definitions as Record<string, Node>

  it('has a definition for every component, with a title and words about it', () => {
    const types = registries.flatMap((registry) => registry.types)
    const bare = types.filter((type) => !definitions[type]?.title || !definitions[type].description)
    expect(types.filter((type) => !definitions[type])).toEqual([])
    expect(bare).toEqual([])
  })

  it('lets every component refer to a shared part and hand parameters down', () => {
    for (const definition of Object.values(definitions)) {
      expect(definition.properties).toMatchObject({ $ref: {}, $parameters: {} })
    }
  })

  it('refers to definitions that exist only', () => {
    const missing: string[] = []
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return
      const { $ref } = node as { $ref?: unknown }
      if (typeof $ref === 'string' && !definitions[$ref.slice('#/definitions/'.length)])
        missing.push($ref)
      for (const each of Object.values(node)) visit(each)
    }
    visit(schema)
    expect([...new Set(missing)]).toEqual([])
  })

  it('requires nothing while the text is edited', () => {
    expect(JSON.stringify(manifestJsonSchema({ isForEditing: true }))).not.toContain('"required":[')
    expect(schema.required).toContain('version')
  })
})
