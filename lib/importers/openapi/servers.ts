import type { BaseUrl, Fact, InputFact } from '../facts'
import {
  at,
  evidenceOf,
  itemsOf,
  type Located,
  rawAt,
  rootOf,
  type SpecDocument,
  textAt,
} from './document'
import { snake, titleOf } from './words'

const testHosts =
  /\b(localhost|127\.0\.0\.1|0\.0\.0\.0|sandbox|demo|staging|stage|test|dev|mock|beta|preprod|uat|qa|internal)\b/i
/** Words that documents write where a customer's own name goes. */
const tenantHost =
  /^(your[-_]?\w*([-_]\w+)*|my[-_]?(company|domain|site|shop|store|org\w*|instance|subdomain|account)|company|yourcompany|customer|tenant|acme|subdomain|domain|instance|site-domain|example)$/i

/** Where requests go: the first server that is meant for use, its variables turned into inputs. */
export function baseUrlOf(
  document: SpecDocument,
  ...scopes: readonly (Located | undefined)[]
): Fact<BaseUrl> {
  if (document.isSwagger2) return swaggerBase(document)
  const lists = [...scopes, rootOf(document)].map((scope) => itemsOf(at(scope, 'servers')))
  const servers = lists.find((list) => list.length > 0) ?? []
  const best = servers
    .map((server, index) => ({ server, index, worth: worthOf(server) }))
    .filter(({ worth }) => worth > 0)
    .sort((one, other) => other.worth - one.worth || one.index - other.index)[0]
  return best ? fromServer(best.server, servers.length) : missing(document, servers[0])
}

function worthOf(server: Located): number {
  const url = textAt(server, 'url')
  if (!/^(https?:)?\/\//i.test(url) && !url.startsWith('{')) return 0
  const hints = `${url} ${textAt(server, 'description')}`
  return 10 - (testHosts.test(hints) ? 5 : 0) - (/^http:/i.test(url) ? 2 : 0)
}

function fromServer(server: Located, count: number): Fact<BaseUrl> {
  const declared = at(server, 'variables')
  const url = textAt(server, 'url').replace(/\/+$/, '')
  const inputs: InputFact[] = []
  const template = (url.startsWith('//') ? `https:${url}` : url).replaceAll(
    /\{([^{}]+)\}/g,
    (_, name: string) => {
      const input = variableInput(name, at(declared, name))
      if (typeof input === 'string') return input
      if (!inputs.some((each) => each.name === input.name)) inputs.push(input)
      return `{${input.name}}`
    },
  )
  const evidence = [evidenceOf(server, url)]
  const tenant = isHostVariable(url, declared)
    ? ownHost(url.replaceAll(/[{}]/g, ''), true)
    : inputs.length === 0
      ? ownHost(template)
      : undefined
  if (tenant) return { value: tenant, confidence: 'likely', evidence }
  const isSure = inputs.length === 0 && count === 1
  return { value: { template, inputs }, confidence: isSure ? 'certain' : 'likely', evidence }
}

/** A variable that is called like a host and has no value of its own: `{your-domain}.example.com`. */
function isHostVariable(url: string, declared: Located | undefined): boolean {
  const name = /^https?:\/\/\{([^{}]+)\}\.[^{}]+$/.exec(url)?.[1] ?? ''
  const isNamed = /domain|host|site|instance|company/i.test(name) && !/sub-?_?domain/i.test(name)
  return isNamed && !Array.isArray(rawAt(at(declared, name), 'enum'))
}

/** A variable with one value is that value; any other is an input. */
function variableInput(name: string, variable: Located | undefined): InputFact | string {
  const fallback = textAt(variable, 'default') || String(rawAt(variable, 'default') ?? '')
  const options = (rawAt(variable, 'enum') as unknown[] | undefined)?.map(String)
  const isPath = /^(base_?path|version|api_?version|port|protocol|scheme|path|prefix)$/i.test(name)
  if (fallback !== '' && (isPath || options?.length === 1)) return fallback
  return {
    name: snake(name) || 'server',
    title: titleOf(name),
    description: textAt(variable, 'description') || undefined,
    type: 'string',
    ...(options && options.length > 1 ? { options } : {}),
    ...(fallback === '' ? {} : options ? { fallback } : { example: fallback }),
  }
}

/** `https://your-domain.example.com`: the whole host is the customer's to name. */
function ownHost(url: string, isKnown = false): BaseUrl | undefined {
  const match = /^(https?:\/\/)([^/]+)(.*)$/.exec(url)
  const host = match?.[2] ?? ''
  const [first = ''] = host.split('.')
  if (!match || (!isKnown && !tenantHost.test(first)) || host.split('.').length < 3)
    return undefined
  const input: InputFact = {
    name: 'domain',
    title: 'Domain',
    description: `The host of your account, such as ${host}.`,
    type: 'string',
    example: host,
  }
  return { template: `${match[1]}{domain}${match[3]}`, inputs: [input] }
}

/** No server that could be called: whoever uses the connector has to say where the API is. */
function missing(document: SpecDocument, relative: Located | undefined): Fact<BaseUrl> {
  const path = textAt(relative, 'url').replace(/\/+$/, '')
  const input: InputFact = {
    name: 'base_url',
    title: 'Base URL',
    description: 'Where the API is, such as https://api.example.com.',
    type: 'string',
    example: 'https://api.example.com',
  }
  return {
    value: { template: `{base_url}${path.startsWith('/') ? path : ''}`, inputs: [input] },
    confidence: relative ? 'likely' : 'guess',
    evidence: relative
      ? [evidenceOf(relative, textAt(relative, 'url'))]
      : [evidenceOf(rootOf(document), 'no servers')],
  }
}

function swaggerBase(document: SpecDocument): Fact<BaseUrl> {
  const root = rootOf(document)
  const host = textAt(root, 'host')
  const path = textAt(root, 'basePath').replace(/\/+$/, '')
  if (host === '') {
    const base = missing(document, undefined)
    return { ...base, value: { ...base.value, template: `{base_url}${path}` } }
  }
  const schemes = rawAt(root, 'schemes')
  const scheme =
    Array.isArray(schemes) && !schemes.includes('https') ? String(schemes[0] ?? 'https') : 'https'
  const template = `${scheme}://${host}${path}`
  const evidence = [evidenceOf(at(root, 'host') ?? root, host)]
  const tenant = ownHost(template)
  if (tenant) return { value: tenant, confidence: 'likely', evidence }
  return { value: { template, inputs: [] }, confidence: 'certain', evidence }
}
