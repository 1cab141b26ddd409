import 'server-only'
import { env } from '../env'
import { isHostAllowed } from '../http/guard'
import { openApiDocument } from './openapi'

type Operation = ReturnType<typeof openApiDocument>['paths'][string][string]

/** The documentation of the HTTP API as one page. It says nothing that is not in the source. */
export async function docsResponse(request: Request): Promise<Response> {
  if (!isHostAllowed(request.headers.get('host'), env().host)) {
    return new Response('This studio answers on its own address only.', { status: 421 })
  }
  return new Response(docsPage(), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

/** The page's HTML: every endpoint with its input, its answer and a summary. */
export function docsPage(): string {
  const { paths, info } = openApiDocument()
  const endpoints = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>HTTP API · Plumbline</title>
<style>
:root { color-scheme: light dark }
body { font: 14px/1.5 system-ui, sans-serif; max-width: 860px; margin: 32px auto; padding: 0 16px }
code, pre { font-family: ui-monospace, monospace; font-size: 13px }
h2 { font-size: 16px; margin-top: 32px; border-top: 1px solid #8886; padding-top: 16px }
pre { overflow: auto; max-height: 320px; padding: 12px; border: 1px solid #8886; border-radius: 6px }
li { margin: 2px 0 }
</style>
</head>
<body>
<main>
<h1>HTTP API</h1>
<p>${escapeHtml(info.description)} Errors are problem documents (RFC 9457). The same as
<a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
<nav aria-label="Endpoints"><ul>
${endpoints.map(({ path, method, operation }) => linkOf(path, method, operation)).join('\n')}
</ul></nav>
${endpoints.map(({ path, method, operation }) => sectionOf(path, method, operation)).join('\n')}
</main>
</body>
</html>`
}

function linkOf(path: string, method: string, operation: Operation): string {
  const { operationId, summary } = operation as { operationId: string; summary: string }
  return `<li><a href="#${operationId}"><code>${method.toUpperCase()} ${escapeHtml(path)}</code></a> ${escapeHtml(summary)}</li>`
}

function sectionOf(path: string, method: string, operation: Operation): string {
  const { operationId, summary, requestBody, responses, parameters } = operation as {
    operationId: string
    summary: string
    parameters: readonly { name: string; in: string; required: boolean }[]
    requestBody?: { content: Record<string, { schema: unknown }> }
    responses: Record<string, { content: Record<string, { schema: unknown }> }>
  }
  const given = parameters.map(
    (each) =>
      `<li><code>${each.name}</code> in the ${each.in}${each.required ? '' : ', optional'}</li>`,
  )
  return `<section id="${operationId}">
<h2><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2>
<p>${escapeHtml(summary)}</p>
${given.length > 0 ? `<ul>${given.join('')}</ul>` : ''}
${requestBody ? `<h3>Body</h3>${schemasOf(requestBody.content)}` : ''}
<h3>Answer</h3>${schemasOf(responses['200']?.content ?? {})}
</section>`
}

function schemasOf(content: Record<string, { schema: unknown }>): string {
  return Object.entries(content)
    .map(
      ([type, { schema }]) =>
        `<p><code>${type}</code></p><pre tabindex="0">${escapeHtml(JSON.stringify(schema, null, 2))}</pre>`,
    )
    .join('')
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
