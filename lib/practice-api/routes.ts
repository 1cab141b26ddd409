import type { FilterName } from './filters'
import type { Format } from './formats'
import type { PagingKind } from './paging'
import type { RecordKindName } from './record-kinds'
import type { SignIn } from './sign-in'
import type { Trouble } from './trouble'

export type RouteGroup = 'Shop' | 'Pages' | 'Sign-in' | 'Trouble' | 'Formats'

/** One endpoint that gives records. Everything about it follows from these few facts. */
export interface PracticeRoute {
  /** Unique; the stream's name in a connector and the operation's id in OpenAPI. */
  readonly name: string
  readonly title: string
  readonly group: RouteGroup
  /** `{name}` stands for a value in the path. */
  readonly path: string
  readonly records: RecordKindName
  readonly paging: PagingKind
  readonly signIn: SignIn
  /** Where the records stand in the body; empty when the body is the list. */
  readonly recordsPath: readonly string[]
  readonly filters?: readonly FilterName[]
  readonly trouble?: Trouble
  readonly format?: Format
  /** Gives the one record whose key is the last part of the path. */
  readonly isSingle?: boolean
  /** The route whose records fill in the path. */
  readonly parent?: { readonly route: string; readonly key: string; readonly parameter: string }
}

const changed = ['updated_since', 'updated_until'] as const
const bearer = { signIn: 'bearer', recordsPath: ['data'] } as const

function shop(
  name: string,
  title: string,
  path: string,
  rest: Pick<PracticeRoute, 'records' | 'paging'> & Partial<PracticeRoute>,
): PracticeRoute {
  return { ...bearer, name, title, group: 'Shop', path, ...rest }
}

function pages(name: string, title: string, paging: PagingKind, recordsPath = ['data']) {
  const path = `/v1/pages/${paging}/orders`
  const rest = { records: 'order', paging, recordsPath, filters: ['status'] } as const
  return { ...bearer, name, title, group: 'Pages', path, ...rest } satisfies PracticeRoute
}

function signedIn(signIn: SignIn, title: string) {
  const path = `/v1/sign-in/${signIn}/products`
  const rest = { group: 'Sign-in', records: 'product', paging: 'page-number' } as const
  const name = `products_${signIn.replaceAll('-', '_')}`
  return { ...rest, name, title, path, signIn, recordsPath: ['data'] } satisfies PracticeRoute
}

function trouble(trouble: Trouble, title: string) {
  const path = `/v1/${trouble}/orders`
  const rest = { group: 'Trouble', records: 'order', paging: 'cursor' } as const
  const name = `orders_${trouble.replaceAll('-', '_')}`
  return { ...bearer, ...rest, name, title, path, trouble } satisfies PracticeRoute
}

function format(format: Format, title: string) {
  const path = `/v1/formats/${format}/products`
  const rest = { group: 'Formats', records: 'product', paging: 'none', recordsPath: [] } as const
  return { ...bearer, ...rest, name: `products_${format}`, title, path, format } as const
}

/** Every endpoint that gives records. A new one is a new line here. */
export const practiceRoutes: readonly PracticeRoute[] = [
  shop('orders', 'Orders', '/v1/orders', {
    records: 'order',
    paging: 'cursor',
    filters: ['status', ...changed],
  }),
  shop('order', 'One order', '/v1/orders/{order_id}', {
    records: 'order',
    paging: 'none',
    isSingle: true,
    recordsPath: [],
  }),
  shop('order_items', 'Order items', '/v1/orders/{order_id}/items', {
    records: 'item',
    paging: 'cursor',
    parent: { route: 'orders', key: 'id', parameter: 'order_id' },
  }),
  shop('customers', 'Customers', '/v1/customers', { records: 'customer', paging: 'next-url' }),
  shop('products', 'Products', '/v1/products', { records: 'product', paging: 'page-number' }),
  shop('warehouses', 'Warehouses', '/v1/warehouses', {
    records: 'warehouse',
    paging: 'none',
    recordsPath: [],
  }),
  shop('refunds', 'Refunds', '/v1/refunds', {
    records: 'refund',
    paging: 'offset',
    recordsPath: ['refunds'],
  }),
  shop('events', 'Events', '/v1/events', {
    records: 'event',
    paging: 'last-id',
    filters: changed,
    recordsPath: ['events'],
  }),

  pages('orders_page_number', 'Orders by page number', 'page-number'),
  pages('orders_offset', 'Orders by offset and limit', 'offset', ['results']),
  pages('orders_cursor', 'Orders by cursor', 'cursor'),
  pages('orders_next_url', 'Orders by next URL', 'next-url'),
  pages('orders_link_header', 'Orders by Link header', 'link-header', []),
  pages('orders_cursor_header', 'Orders by cursor in a header', 'cursor-header', []),
  pages('orders_last_id', 'Orders by last id', 'last-id'),
  pages('orders_total', 'Orders with a total', 'total', ['result', 'orders']),

  signedIn('bearer', 'Products, bearer token'),
  signedIn('api-key-header', 'Products, API key in a header'),
  signedIn('api-key-query', 'Products, API key in the address'),
  signedIn('basic', 'Products, user name and password'),
  signedIn('oauth', 'Products, OAuth client credentials'),
  signedIn('none', 'Products, no sign-in'),

  trouble('limited', 'Orders with a rate limit'),
  trouble('flaky', 'Orders that fail at first'),
  trouble('forbidden', 'Orders that are forbidden'),
  trouble('missing', 'Orders that are missing'),
  trouble('slow', 'Orders that take their time'),
  trouble('broken-json', 'Orders cut in the middle'),
  { ...pages('orders_ignores_page', 'Orders, page ignored', 'ignores-page'), group: 'Trouble' },
  { ...pages('orders_stops_early', 'Orders that stop early', 'stops-early'), group: 'Trouble' },

  format('jsonl', 'Products as JSON lines'),
  format('csv', 'Products as CSV'),
  format('xml', 'Products as XML'),
]
