import { z } from 'zod'
import type { Contract } from '../../contracts/contract'
import { problemDocumentSchema } from '../../contracts/problem'
import { contracts } from '../../contracts/registry'
import { appVersion } from '../app-version'

type JsonSchema = Record<string, unknown>

const mediaTypes = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  text: 'application/yaml',
} as const

/** The HTTP API as OpenAPI 3.1, made from the contracts that the routes are made from. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, contract] of Object.entries(contracts)) {
    const path = contract.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(name, contract) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Plumbline',
      version: appVersion,
      description:
        'Everything that the screens do. Requests that change something carry an Origin header with the address of this studio.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problemDocumentSchema, 'output') },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'plumbline_session_{port}',
          description: 'Set when the sign-in link is opened; the port is part of its name.',
        },
      },
    },
    security: [{ session: [] }],
  }
}

function operation(name: string, contract: Contract) {
  const body = schemaOf(contract.body, 'input')
  return {
    operationId: name,
    tags: [contract.path.split('/')[2] ?? ''],
    summary: contract.summary,
    ...(contract.isOpen && { security: [] }),
    parameters: [
      ...parameters('path', schemaOf(contract.params, 'input')),
      ...parameters('query', schemaOf(contract.query, 'input')),
    ],
    ...(body.not === undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    responses: {
      '200': {
        description: contract.format === 'ndjson' ? 'One JSON value a line.' : 'Done.',
        content: { [mediaTypes[contract.format]]: { schema: schemaOf(contract.reply, 'output') } },
      },
      default: {
        description: 'What went wrong (RFC 9457).',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  }
}

function parameters(place: 'path' | 'query', schema: JsonSchema) {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>
  const required = (schema.required ?? []) as readonly string[]
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

/** What JSON Schema cannot say, such as values of any size, is described in words. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  if (schema instanceof z.ZodUndefined) return { not: {} }
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
