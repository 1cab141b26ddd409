/** An invented API whose specification leaves much to its prose. */
export const bakerySpecification = {
  openapi: '3.1.0',
  info: {
    title: 'Bakery',
    description: [
      '# Authentication\n\nSend your API key in the `X-Oven-Key` header with every request.',
      '# Pagination\n\nLists of recipes are paginated. Pass `page_token` to get the next page; it is the `next_token` of the answer. Use `page_limit` for the number of records, at most 200.',
      '# Errors\n\nErrors are JSON.',
    ].join('\n\n'),
  },
  servers: [{ url: 'https://api.bakery.example/v1' }],
  paths: {
    '/recipes': {
      get: {
        summary: 'List recipes',
        description: 'Returns recipes.',
        parameters: [
          {
            name: 'changed_after',
            in: 'query',
            description: 'Only recipes updated after this time.',
            schema: { type: 'string', format: 'date-time' },
          },
        ],
        responses: { 200: { description: 'ok' } },
      },
    },
    '/loaves': {
      get: {
        summary: 'List loaves',
        parameters: [
          {
            name: 'limit',
            in: 'query',
            description: 'Loaves in an answer, up to 50.',
            schema: { type: 'integer', maximum: 50 },
          },
          {
            name: 'colour',
            in: 'query',
            description: 'Colour of the crust.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          200: {
            description: 'ok',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: {
                    loaves: { type: 'array', items: { $ref: '#/components/schemas/Loaf' } },
                    crumbs: {
                      type: 'object',
                      properties: {
                        following: { type: 'string', description: 'Token of the next page.' },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Loaf: {
        type: 'object',
        properties: {
          stamp: { type: 'string', description: 'Identifies the loaf; unique among all loaves.' },
          crust: { type: 'string', description: 'How dark it is.' },
          updated_at: { type: 'string', format: 'date-time' },
        },
      },
    },
  },
} as const

/** The same kind of API told in Markdown only. */
export const bakeryPage = `# Oven API

Base URL: https://api.oven.example/v2

All requests need an \`Authorization: Bearer\` header.

## Pagination

Every list endpoint is paginated. Send \`cursor\` with the value of \`meta.following\` from the previous answer. \`page_limit\` sets how many records come, at most 250.

## List ovens

GET /ovens

\`\`\`json
{
  "ovens": [{ "serial": "A1", "heat": 200, "updated_at": "2024-01-01T00:00:00Z" }],
  "meta": { "following": "abc" }
}
\`\`\`

The \`serial\` is the unique identifier of an oven.
`
