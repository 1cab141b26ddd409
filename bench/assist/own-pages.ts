import type { HttpRequest } from '../../lib/engine/transport'
import type { MockApi } from './mock-server'

/** A page of an invented documentation, and the server that it speaks of. */
export interface OwnPage {
  readonly style: string
  readonly name: string
  readonly text: string
  readonly server: MockApi
}

const host = 'api.bakery.example'
const limit = { name: 'limit', most: 50, usual: 20 }
const signed = (name: string, value: RegExp) => ({
  isSigned: ({ headers }: HttpRequest) =>
    headers.some(([key, each]) => key.toLowerCase() === name && value.test(each)),
})

const markdownTables = `# Bakery API reference

Welcome! All requests go to \`https://api.bakery.example/v1\`.

## Authentication

Every request needs your key in the \`X-Api-Key\` header:

\`\`\`
X-Api-Key: your-api-key
\`\`\`

## Pagination

Lists are paginated. Use these query parameters:

| Parameter | Type | Description |
|-----------|------|-------------|
| \`page\` | integer | Number of the page, starting at 1 |
| \`per_page\` | integer | Loaves per page. Default 20, maximum 50 |

## Loaves

### List loaves

\`\`\`http
GET /loaves HTTP/1.1
Host: api.bakery.example
\`\`\`

| Parameter | Type | Description |
|-----------|------|-------------|
| \`colour\` | string | Only loaves of this colour |
| \`updated_since\` | string | Only loaves that changed since this time, as ISO 8601 |

Response:

\`\`\`json
{
  "loaves": [
    { "id": "lo-1", "name": "Rye", "updated_at": "2024-01-02T03:04:05Z" }, // more
    ...
  ],
  "meta": { "page": 1, "total_pages": 7 }
}
\`\`\`

### Create a loaf

\`POST /loaves\`

\`\`\`json
{ "name": "Rye" }
\`\`\`
`

const htmlPage = `<!DOCTYPE html>
<html><head><title>Bakery developers</title><style>.x{}</style></head>
<body>
<nav><a href="/">Home</a></nav>
<h1>Bakery developers</h1>
<p>The base URL of the API is <code>https://api.bakery.example/v1</code>.</p>
<h2>Authorization</h2>
<p>Send your token in the Authorization header: <code>Authorization: Bearer &lt;token&gt;</code></p>
<h2 id="ovens">Ovens</h2>
<div class="endpoint"><span class="method">GET</span> <span class="path">/ovens</span></div>
<p>Returns all ovens.</p>
<table>
<thead><tr><th>Name</th><th>In</th><th>Type</th><th>Description</th></tr></thead>
<tbody>
<tr><td>offset</td><td>query</td><td>integer</td><td>Number of ovens to skip</td></tr>
<tr><td>limit</td><td>query</td><td>integer</td><td>How many ovens to return, at most 50</td></tr>
</tbody></table>
<pre><code>{
  &quot;data&quot;: [ { &quot;id&quot;: &quot;o-1&quot;, &quot;name&quot;: &quot;Big one&quot; } ],
  &quot;total&quot;: 12
}</code></pre>
<h2 id="loaves">Loaves of an oven</h2>
<div class="endpoint"><span class="method">GET</span> <span class="path">/ovens/{oven_id}/loaves</span></div>
<table>
<tr><th>Name</th><th>In</th><th>Type</th><th>Description</th></tr>
<tr><td>oven_id</td><td>path</td><td>string</td><td>The oven</td></tr>
<tr><td>offset</td><td>query</td><td>integer</td><td>Number of loaves to skip</td></tr>
<tr><td>limit</td><td>query</td><td>integer</td><td>How many loaves to return, at most 50</td></tr>
</table>
<pre>{ &quot;data&quot;: [ { &quot;id&quot;: &quot;l-1&quot; } ], &quot;total&quot;: 3 }</pre>
</body></html>`

const commands = `Bakery REST API
===============

Authenticate with HTTP basic auth: your API key is the user name, leave the password empty.

List customers
--------------

    $ curl https://api.bakery.example/v1/customers?limit=3 \\
        -u sk_test_123:

Arguments

  limit            How many customers to return, between 1 and 50. The default is 20.
  starting_after   An id of a customer that defines your place in the list: pass the id of the
                   last customer of the page before.

Returns

    {
      "object": "list",
      "has_more": false,
      "data": [
        {"id": "cus_1", "created": 1704067200}
      ]
    }
`

const labelled = `# Bakery Cloud

## Get loaves

**Method:** GET
**URL:** https://api.bakery.example/v1/loaves
**Headers:** Authorization: Token YOUR_API_TOKEN

**Query parameters**

* **cursor** – opaque cursor of the page, taken from \`next_cursor\` of the page before
* **limit** – size of a page (max. 50)

**Example response**

\`\`\`json
{"results": [{"uuid": "0b0c", "name": "Rye"}], "next_cursor": "b2Zmc2V0"}
\`\`\`
`

const linkProse = `# Bakery API v1

The API lives at https://api.bakery.example/v1 and speaks JSON.

## Authentication

Pass \`Authorization: Bearer TOKEN\` with each call.

## Paginated results

Requests that return several items are paginated. The \`Link\` response header holds the URL of
the next page with rel="next". Set \`limit\` to ask for up to 50 items.

- limit: items on a page, at most 50

## Endpoints

### GET /recipes

Lists recipes.

    [
      {"id": "r-1", "title": "Rye"}
    ]

### GET /recipes/:id

One recipe.

    {"id": "r-1", "title": "Rye"}

### GET /recipes/:id/steps

The steps of a recipe.

    [{"id": "s-1"}]
`

const searchPage = `# Search

\`POST https://api.bakery.example/v1/loaves/search\`

Requires a bearer token: \`Authorization: Bearer <token>\`.

Request body:

| Field | Type | Description |
|---|---|---|
| start_cursor | string | Cursor of the next page |
| page_size | integer | At most 50 |

\`\`\`json
{ "start_cursor": "abc", "page_size": 50 }
\`\`\`

Response body:

\`\`\`json
{ "results": [{ "id": "x" }], "next_cursor": "abc", "has_more": true }
\`\`\`
`

/** Invented pages of documentation in the styles that are usual. */
export const ownPages: readonly OwnPage[] = [
  {
    style: 'Markdown with tables',
    name: 'reference.md',
    text: markdownTables,
    server: {
      host,
      ...signed('x-api-key', /\S/),
      lists: [
        {
          path: '/v1/loaves',
          records: ['loaves'],
          paging: { kind: 'page', name: 'page', first: 1 },
          size: { ...limit, name: 'per_page' },
          frame: { meta: { page: 1 } },
        },
      ],
    },
  },
  {
    style: 'HTML with tables',
    name: 'developers.html',
    text: htmlPage,
    server: {
      host,
      ...signed('authorization', /^Bearer \S+$/),
      lists: ['/v1/ovens', '/v1/ovens/{oven_id}/loaves'].map((path) => ({
        path,
        records: ['data'],
        paging: { kind: 'offset' as const, name: 'offset' },
        size: limit,
      })),
    },
  },
  {
    style: 'text with commands',
    name: 'api.txt',
    text: commands,
    server: {
      host,
      ...signed('authorization', /^Basic \S+$/),
      lists: [
        {
          path: '/v1/customers',
          records: ['data'],
          paging: { kind: 'last-id', name: 'starting_after', more: 'has_more' },
          size: limit,
        },
      ],
    },
  },
  {
    style: 'labels for method and address',
    name: 'cloud.md',
    text: labelled,
    server: {
      host,
      ...signed('authorization', /^Token \S+$/),
      lists: [
        {
          path: '/v1/loaves',
          records: ['results'],
          id: 'uuid',
          paging: { kind: 'cursor', name: 'cursor', token: ['next_cursor'] },
          size: limit,
        },
      ],
    },
  },
  {
    style: 'prose about the Link header',
    name: 'guide.md',
    text: linkProse,
    server: {
      host,
      ...signed('authorization', /^Bearer \S+$/),
      lists: ['/v1/recipes', '/v1/recipes/{id}/steps'].map((path) => ({
        path,
        records: [],
        paging: { kind: 'link' as const },
        size: limit,
      })),
    },
  },
  {
    style: 'a search with a body',
    name: 'search.md',
    text: searchPage,
    server: {
      host,
      ...signed('authorization', /^Bearer \S+$/),
      lists: [
        {
          method: 'POST',
          path: '/v1/loaves/search',
          records: ['results'],
          paging: {
            kind: 'cursor',
            name: 'start_cursor',
            token: ['next_cursor'],
            more: 'has_more',
          },
          size: { ...limit, name: 'page_size' },
        },
      ],
    },
  },
]
