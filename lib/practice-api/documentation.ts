import { exportSteps } from './export-jobs'
import { filters } from './filters'
import { escapeMarkup } from './formats'
import { describeRoute } from './openapi'
import { pagings } from './paging'
import { recordKinds } from './record-kinds'
import { type PracticeRoute, practiceRoutes, type RouteGroup } from './routes'
import { signIns } from './sign-in'
import { troubles } from './trouble'

const groups: Readonly<Record<RouteGroup, string>> = {
  Shop: 'The shop itself.',
  Pages: 'The same 250 orders, handed out in each way that APIs have for long lists.',
  'Sign-in': 'The same products behind each way to sign in.',
  Trouble: 'What goes wrong with real APIs, on demand.',
  Formats: 'Products in formats other than JSON.',
}

/** The API's documentation as one HTML page that needs nothing from elsewhere. */
export function documentationPage(origin: string): string {
  const names = Object.keys(groups) as RouteGroup[]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Northwind practice API</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Northwind practice API</h1>
<p>A small shop on your own machine: orders, customers, products and more, with every kind of page,
sign-in and error to try. Base URL <code>${escapeMarkup(origin)}</code>. Machine-readable:
<a href="/openapi.json">OpenAPI 3.1</a>.</p>
<pre><code>curl -H 'Authorization: Bearer practice-token' '${escapeMarkup(origin)}/v1/orders?limit=2'</code></pre>
<nav aria-label="Sections"><ul>${names.map((name) => `<li><a href="#${name}">${name}</a></li>`).join('')}</ul></nav>
</header>
<main>
${names.map(groupSection).join('\n')}
${exportSection()}
${signInSection()}
<section aria-labelledby="more"><h2 id="more">For tests</h2>
<p>Any list takes <code>delay_ms</code> (up to 60000) and then waits that long. <code>POST /_hold</code>
holds every list back, <code>POST /_let-go</code> gives the one that waits longest. <code>GET /_log</code>
shows the last requests, with the time at which a caller went away. <code>POST /_reset</code> forgets
them, and the counters of the faults, and holds nothing back any more.</p></section>
</main>
</body>
</html>
`
}

function groupSection(name: RouteGroup): string {
  const routes = practiceRoutes.filter((route) => route.group === name)
  return `<section aria-labelledby="${name}"><h2 id="${name}">${name}</h2>
<p>${groups[name]}</p>
${routes.map(routeArticle).join('\n')}</section>`
}

function routeArticle(route: PracticeRoute): string {
  const kind = recordKinds[route.records]
  const place = route.recordsPath.length === 0 ? 'the body itself' : route.recordsPath.join('.')
  const facts = [
    ['Sign-in', signIns[route.signIn].title],
    ['Records at', route.isSingle ? 'the body is the record' : code(place)],
    ['Key', code(kind.primaryKey)],
    ...(kind.cursorField ? [['Changed', code(kind.cursorField)]] : []),
    ['Pages', pagings[route.paging].title],
  ]
  return `<article><h3>${escapeMarkup(route.title)}</h3>
<p><code><b>GET</b> ${escapeMarkup(route.path)}</code></p>
<p>${inline(describeRoute(route))}</p>
<dl>${facts.map(([term, text]) => `<div><dt>${term}</dt><dd>${text}</dd></div>`).join('')}</dl>
${parameterTable(route)}</article>`
}

function parameterTable(route: PracticeRoute): string {
  const rows = [
    ...pagings[route.paging].parameters.map(({ name, description }) => [name, description]),
    ...(route.filters ?? []).map((name) => [name, filters[name].description]),
    ...(route.trouble ? troubles[route.trouble].parameters : []).map((each) => [
      each.name,
      `${each.description} Default ${each.default}.`,
    ]),
  ]
  if (rows.length === 0) return ''
  const body = rows.map(
    ([name, text]) =>
      `<tr><th scope="row">${code(name ?? '')}</th><td>${inline(text ?? '')}</td></tr>`,
  )
  return `<table><thead><tr><th scope="col">Parameter</th><th scope="col">Meaning</th></tr></thead>
<tbody>${body.join('')}</tbody></table>`
}

function exportSection(): string {
  const steps = exportSteps.map(
    ({ method, path, description }) =>
      `<li><code><b>${method}</b> ${escapeMarkup(path)}</code><br>${inline(description)}</li>`,
  )
  return `<section aria-labelledby="exports"><h2 id="exports">Exports</h2>
<p>A job that is created, asked for until it is done, and downloaded. Bearer token.</p>
<ol>${steps.join('')}</ol></section>`
}

function signInSection(): string {
  const items = Object.values(signIns)
    .filter(({ scheme }) => scheme !== undefined)
    .map(({ title, description }) => `<dt>${title}</dt><dd>${inline(description)}</dd>`)
  return `<section aria-labelledby="ways"><h2 id="ways">Ways to sign in</h2>
<dl class="ways">${items.join('')}</dl></section>`
}

function code(text: string): string {
  return `<code>${escapeMarkup(text)}</code>`
}

/** Escapes text and turns `code` into code. */
function inline(text: string): string {
  return escapeMarkup(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

const style = `
:root{color-scheme:light dark;--ink:light-dark(#1c2024,#e6e8eb);--soft:light-dark(#5b636d,#a3abb5);
--ground:light-dark(#fff,#15181b);--edge:light-dark(#d9dde2,#31363c);--panel:light-dark(#f5f6f8,#1d2125);
--link:light-dark(#0b57b0,#8ab8f5)}
*{box-sizing:border-box}body{margin:0 auto;max-width:60rem;padding:2rem 1rem 6rem;color:var(--ink);
background:var(--ground);font:1rem/1.55 system-ui,sans-serif}
h1{font-size:1.8rem;margin:0 0 .5rem}h2{margin:3rem 0 .5rem;border-bottom:1px solid var(--edge)}
h3{margin:0;font-size:1.05rem}a{color:var(--link)}nav ul{display:flex;flex-wrap:wrap;gap:1rem;padding:0;list-style:none}
code{font:.9em ui-monospace,monospace}pre{overflow:auto;padding:.75rem 1rem;background:var(--panel);border-radius:6px}
article{margin:1rem 0;padding:1rem;border:1px solid var(--edge);border-radius:6px}article p{margin:.4rem 0}
dl{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.5rem 0}dl div{display:flex;gap:.4rem}
dt{color:var(--soft)}dd{margin:0}dl.ways{display:block}dl.ways dt{margin-top:.75rem}
table{width:100%;border-collapse:collapse;margin-top:.5rem}th,td{padding:.3rem .5rem .3rem 0;text-align:left;vertical-align:top;border-top:1px solid var(--edge)}
thead th{color:var(--soft);font-weight:400;border:0}`
