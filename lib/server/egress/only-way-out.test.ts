import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../../', import.meta.url).pathname

/** Files that may open connections: the transport, our own client of our own API, servers. */
const mayConnect = [
  /^lib\/server\/egress\//,
  /^lib\/client\/call\.ts$/,
  /^lib\/practice-api\/serve\.ts$/,
  /^lib\/assistant\/testing\/model-server\.ts$/,
  /\.test\.tsx?$/,
]

const clients =
  /\bfrom '(?:undici(?:\/[^']*)?|node:https?|node:http2|node:net|node:tls|node:dgram|https?|net|tls|axios|got|node-fetch)'|(?<![.#\w'"`])fetch\(|\bglobalThis\.fetch\b|\bnew (?:XMLHttpRequest|WebSocket|EventSource)\b/

/** Code without comments; strings stay, and none holds what is searched for. */
function code(path: string): string {
  return readFileSync(root + path, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, '')
}

it('finds no other file that opens a connection', () => {
  const files = globSync('{lib,app,components}/**/*.{ts,tsx}', { cwd: root })
  expect(files.length).toBeGreaterThan(20)
  const found = files.filter(
    (path) => !mayConnect.some((allowed) => allowed.test(path)) && clients.test(code(path)),
  )
  expect(found).toEqual([])
})

it.each([
  "import { request } from 'undici'",
  "import Agent from 'undici/lib/dispatcher/agent.js'",
  "import { get } from 'node:https'",
  'const answer = await fetch(url)',
  'new WebSocket(url)',
])('would find %s', (line) => {
  expect(clients.test(line)).toBe(true)
})

it.each(['query.fetch(url)', 'prefetch(url)', 'this.#fetch(scope)', 'fetchDrafts()'])(
  'lets %s pass',
  (line) => {
    expect(clients.test(line)).toBe(false)
  },
)
