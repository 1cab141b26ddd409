import type { ShopData } from './data'
import type { Row } from './json'

export type RecordKindName =
  | 'order'
  | 'item'
  | 'customer'
  | 'product'
  | 'warehouse'
  | 'refund'
  | 'event'

interface RecordKind {
  readonly title: string
  readonly primaryKey: string
  /** A field with the time of the last change, if records have one. */
  readonly cursorField?: string
  /** Undefined: what the path names does not exist. */
  list(data: ShopData, path: Readonly<Record<string, string>>): readonly Row[] | undefined
}

/** Every kind of record: where it comes from and what tells records apart. */
export const recordKinds: Readonly<Record<RecordKindName, RecordKind>> = {
  order: {
    title: 'Order',
    primaryKey: 'id',
    cursorField: 'updated_at',
    list: (data) => data.orders,
  },
  item: {
    title: 'Order item',
    primaryKey: 'id',
    cursorField: 'updated_at',
    list: (data, path) => data.itemsOf(path.order_id ?? ''),
  },
  customer: {
    title: 'Customer',
    primaryKey: 'id',
    cursorField: 'updated_at',
    list: (data) => data.customers,
  },
  product: {
    title: 'Product',
    primaryKey: 'sku',
    cursorField: 'updated_at',
    list: (data) => data.products,
  },
  warehouse: { title: 'Warehouse', primaryKey: 'id', list: (data) => data.warehouses },
  refund: { title: 'Refund', primaryKey: 'id', list: (data) => data.refunds },
  event: {
    title: 'Event',
    primaryKey: 'id',
    cursorField: 'updated_at',
    list: (data) => data.events,
  },
}
