import { Decimal, type Row } from './json'

/** Everything the shop holds. The same on every machine and in every process. */
export interface ShopData {
  readonly customers: readonly Row[]
  readonly orders: readonly Row[]
  readonly products: readonly Row[]
  readonly warehouses: readonly Row[]
  readonly refunds: readonly Row[]
  readonly events: readonly Row[]
  itemsOf(orderId: string): readonly Row[] | undefined
}

const customerCount = 1284
const orderCount = 250
const productCount = 86
const refundCount = 14
const eventCount = 600
const firstOrder = 10_470
/** The one order with more items than fit on a page. */
const bigOrder = 'ord_10707'

const givenNames = ['Ada', 'Björn', 'Chloé', 'Dmitri', 'Elif', 'Fatima', 'Grace', 'Hiroshi', '李']
const familyNames = ['Lovelace', 'Ødegård', 'Müller', 'Okafor', "O'Brien", 'Nguyễn', 'Silva']
const countries = ['DE', 'FR', 'GB', 'JP', 'NG', 'SE', 'TR', 'US']
const statuses = ['paid', 'paid', 'paid', 'shipped', 'pending', 'refunded', 'cancelled'] as const
const channels = ['web', 'store', 'phone', 'marketplace'] as const
const currencies = ['EUR', 'EUR', 'USD', 'GBP'] as const
const goods = ['COF', 'TEA', 'MUG', 'JAM', 'HON', 'OIL', 'RYE'] as const
const goodNames = ['Coffee', 'Tea', 'Mug', 'Jam', 'Honey', 'Olive oil', 'Rye bread'] as const
const eventTypes = ['order.created', 'order.paid', 'order.shipped', 'order.refunded'] as const

/** Builds the shop's data from a fixed seed. */
export function createShopData(): ShopData {
  const products = Array.from({ length: productCount }, (_, index) => product(index))
  const customers = Array.from({ length: customerCount }, (_, index) => customer(index))
  const orders = Array.from({ length: orderCount }, (_, index) => order(index))
  const numberOf = new Map(orders.map((each, index) => [each.id, index]))

  return {
    products,
    customers,
    orders,
    warehouses: ['Bergen', 'Porto', 'Leeds', 'Kobe'].map((city, index) => ({
      id: index + 1,
      code: `WH-${index + 1}`,
      city,
      is_open: index !== 2,
    })),
    refunds: Array.from({ length: refundCount }, (_, index) => refund(index, orders)),
    events: Array.from({ length: eventCount }, (_, index) => event(index, orders)),
    itemsOf(orderId) {
      const index = numberOf.get(orderId)
      return index === undefined ? undefined : items(orderId, index, products)
    },
  }
}

/** A number from 0 up to `below`, the same for the same `key`. */
function pick(key: number, below: number): number {
  let hash = Math.imul(key ^ 0x9e3779b9, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % below
}

function choose<T>(from: readonly [T, ...T[]] | readonly T[], key: number): T {
  const chosen = from[pick(key, from.length)]
  if (chosen === undefined) throw new RangeError('Nothing to choose from')
  return chosen
}

function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}

const lastUpdate = Date.UTC(2026, 10, 24, 12, 1, 0)

function customerId(index: number): string {
  return `cus_${(46_656 + index * 7).toString(36)}`
}

function customer(index: number): Row {
  const given = choose(givenNames, index * 3 + 1)
  const family = choose(familyNames, index * 5 + 2)
  return {
    id: customerId(index),
    name: `${given} ${family}`,
    email: `customer${index + 1}@northwind.example`,
    country: choose(countries, index + 11),
    is_member: pick(index + 17, 3) === 0,
    phone: pick(index + 19, 4) === 0 ? null : `+49 30 ${100_000 + pick(index, 900_000)}`,
    created_at: timestamp(Date.UTC(2024, 0, 1) + index * 18 * 3_600_000),
    updated_at: timestamp(lastUpdate - (customerCount - 1 - index) * 6 * 3_600_000),
  }
}

function product(index: number): Row {
  const kind = pick(index + 23, goods.length)
  return {
    sku: `NW-${goods[kind]}-${String(index + 1).padStart(3, '0')}`,
    name: `${goodNames[kind]} no. ${index + 1}`,
    category: kind < 3 ? 'drinks' : 'food',
    // Some prices are whole, and are still written with a decimal point.
    price: new Decimal(index % 5 === 0 ? 10 : 2 + pick(index + 29, 4000) / 100, 1 + (index % 2)),
    stock: pick(index + 31, 500),
    weight_kg: pick(index + 37, 6) === 0 ? null : new Decimal((1 + pick(index + 41, 40)) / 10, 3),
    updated_at: timestamp(lastUpdate - index * 5 * 3_600_000),
  }
}

/** Newest first, as the list shows them: index 0 is ord_10719. */
function order(index: number): Row {
  const number = firstOrder + orderCount - 1 - index
  const isTest = index % 21 === 20 || index === 7
  const currency = choose(currencies, number + 43)
  const updatedMs = lastUpdate - index * 92 * 60_000
  return {
    id: `ord_${number}`,
    // Twenty digits: more than a double holds.
    reference: 98_765_432_101_234_500_000n + BigInt(number) * 7n,
    status: isTest ? 'test' : choose(statuses, number + 47),
    customer_id: customerId(pick(number + 53, customerCount)),
    total: { amount: new Decimal(5 + pick(number + 59, 20_000) / 100), currency },
    shipping_price: new Decimal(index % 4 === 0 ? 10 : pick(number + 61, 200) / 10, 1),
    currency,
    channel: choose(channels, number + 67),
    note: index % 6 === 0 ? 'Leave at the door – “thanks”\n☕' : null,
    tags: index % 3 === 0 ? ['gift', channels[index % channels.length] ?? 'web'] : [],
    created_at: timestamp(updatedMs - (1 + pick(number + 71, 96)) * 3_600_000),
    updated_at: timestamp(updatedMs),
    _links: { self: `/v1/orders/ord_${number}`, items: `/v1/orders/ord_${number}/items` },
  }
}

function items(orderId: string, orderIndex: number, products: readonly Row[]): readonly Row[] {
  const count = orderId === bigOrder ? 61 : pick(orderIndex + 73, 6)
  return Array.from({ length: count }, (_, index) => {
    const bought = choose(products, orderIndex * 61 + index)
    return {
      id: `itm_${55_120 + orderIndex * 64 + index}`,
      order_id: orderId,
      sku: bought.sku ?? '',
      quantity: 1 + pick(orderIndex + index, 5),
      unit_price: { amount: bought.price ?? new Decimal(0), currency: 'EUR' },
      updated_at: timestamp(lastUpdate - orderIndex * 92 * 60_000 - index * 60_000),
    }
  })
}

function refund(index: number, orders: readonly Row[]): Row {
  const refunded = choose(orders, index * 17 + 79)
  return {
    id: `ref_${2000 + index}`,
    order_id: refunded.id ?? '',
    amount: new Decimal(5 + pick(index + 83, 3000) / 100),
    reason: index % 4 === 0 ? null : choose(['damaged', 'late', 'changed mind'], index + 89),
    created_at: timestamp(lastUpdate - index * 40 * 3_600_000),
  }
}

/** Oldest first, ids count up; one about every thirteen hours of 2026. */
function event(index: number, orders: readonly Row[]): Row {
  return {
    id: index + 1,
    type: choose(eventTypes, index + 97),
    order_id: choose(orders, index + 101).id ?? '',
    updated_at: timestamp(Date.UTC(2026, 0, 1) + index * 13 * 3_600_000 + pick(index, 3600) * 1000),
  }
}
