import { defineRegistry } from '../component'
import { cursorPagination } from './cursor-pagination'
import { defaultPaginator } from './default-paginator'
import { noPagination } from './no-pagination'
import { offsetIncrement } from './offset-increment'
import { pageIncrement } from './page-increment'
import { pageStrategyKind } from './page-strategy'
import { paginatorKind } from './paginator'

export const paginators = defineRegistry(paginatorKind, [defaultPaginator, noPagination])

export const pageStrategies = defineRegistry(pageStrategyKind, [
  pageIncrement,
  offsetIncrement,
  cursorPagination,
])
