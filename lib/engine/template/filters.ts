import type { Entries } from './filter-entry'
import { operationOf } from './filter-entry'
import { customFilters } from './filters-custom'
import { htmlFilters } from './filters-html'
import { listFilters } from './filters-list'
import { numberFilters } from './filters-number'
import { selectFilters } from './filters-select'
import { textFilters } from './filters-text'
import type { Operation } from './runtime'

/** All filters of the language: Jinja's own and those of manifests. */
export const filters: Entries = {
  ...textFilters,
  ...numberFilters,
  ...listFilters,
  ...selectFilters,
  ...htmlFilters,
  ...customFilters,
}

const operations = new Map<string, Operation>(
  Object.entries(filters).map(([name, entry]) => [name, operationOf(name, entry)]),
)

/** The filter of a name, ready to run. */
export function filterOperation(name: string): Operation | undefined {
  return operations.get(name)
}
