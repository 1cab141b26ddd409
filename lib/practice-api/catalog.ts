import { describeRoute } from './openapi'
import { type PagingKind, pagings } from './paging'
import { recordKinds } from './record-kinds'
import { type PracticeRoute, practiceRoutes, type RouteGroup } from './routes'
import { practiceCredentials, type SignIn } from './sign-in'

/** What a connector for the practice API needs to know about one of its streams. */
export interface PracticeStream {
  readonly name: string
  readonly title: string
  readonly group: RouteGroup
  readonly description: string
  readonly method: 'GET'
  /** `{name}` stands for a value of the parent. */
  readonly path: string
  readonly signIn: SignIn
  readonly paging: PracticePaging
  /** Where the records stand in the body; empty when the body is the list. */
  readonly recordsPath: readonly string[]
  readonly format: 'json' | 'jsonl' | 'csv' | 'xml'
  readonly primaryKey: string
  readonly cursorField: string | undefined
  /** Query parameters that bound `cursorField`: from (inclusive), until (exclusive). */
  readonly window: { readonly since: string; readonly until: string } | undefined
  /** The stream whose records fill in the path. */
  readonly parent:
    | { readonly stream: string; readonly key: string; readonly parameter: string }
    | undefined
  /** Chosen at first on the screen that makes a connector. */
  readonly isSuggested: boolean
}

export interface PracticePaging {
  readonly kind: PagingKind
  /** The query parameter that asks for a page; undefined when a whole URL does or nothing. */
  readonly tokenParameter: string | undefined
  readonly sizeParameter: string | undefined
  readonly pageSize: number
  /** Where the token or URL of the next page stands. */
  readonly next:
    | { readonly in: 'body'; readonly path: readonly string[] }
    | { readonly in: 'header'; readonly name: string }
    | undefined
}

const nextOf: Readonly<Partial<Record<PagingKind, PracticePaging['next']>>> = {
  cursor: { in: 'body', path: ['next_cursor'] },
  'stops-early': { in: 'body', path: ['next_cursor'] },
  'next-url': { in: 'body', path: ['links', 'next'] },
  'link-header': { in: 'header', name: 'link' },
  'cursor-header': { in: 'header', name: 'x-next-cursor' },
}

const sizeNames = new Set(['limit', 'per_page'])

/** Every list of the practice API as a stream to choose, the shop's own ones first. */
export const practiceStreams: readonly PracticeStream[] = practiceRoutes
  .filter((route) => !route.isSingle)
  .map(streamOf)

/** The inputs of a connector for the practice API, with values that work. */
export const practiceConfig = {
  token: practiceCredentials.token,
  api_key: practiceCredentials.apiKey,
  username: practiceCredentials.username,
  password: practiceCredentials.password,
  client_id: practiceCredentials.clientId,
  client_secret: practiceCredentials.clientSecret,
  start_date: '2026-01-01T00:00:00Z',
} as const

function streamOf(route: PracticeRoute): PracticeStream {
  const kind = recordKinds[route.records]
  const hasWindow = route.filters?.includes('updated_since') ?? false
  return {
    name: route.name,
    title: route.title,
    group: route.group,
    description: describeRoute(route),
    method: 'GET',
    path: route.path,
    signIn: route.signIn,
    paging: pagingOf(route.paging),
    recordsPath: route.recordsPath,
    format: route.format ?? 'json',
    primaryKey: kind.primaryKey,
    cursorField: kind.cursorField,
    window: hasWindow ? { since: 'updated_since', until: 'updated_until' } : undefined,
    parent: route.parent && {
      stream: route.parent.route,
      key: route.parent.key,
      parameter: route.parent.parameter,
    },
    isSuggested: route.group === 'Shop',
  }
}

function pagingOf(kind: PagingKind): PracticePaging {
  const { parameters, pageSize } = pagings[kind]
  const isWholeUrl = kind === 'next-url' || kind === 'link-header'
  const token = parameters.find(({ name }) => !sizeNames.has(name))?.name
  return {
    kind,
    tokenParameter: isWholeUrl ? undefined : token,
    sizeParameter: parameters.find(({ name }) => sizeNames.has(name))?.name,
    pageSize,
    next: nextOf[kind],
  }
}
