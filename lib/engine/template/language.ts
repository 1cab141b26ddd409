import { getAttribute, getItem, getMember } from './access'
import { filterOperation } from './filters'
import type { Language } from './runtime'
import { testOperation } from './tests'

/** The language as filters and methods see it. */
export const language: Language = {
  attribute: getAttribute,
  member: getMember,
  item: getItem,
  filter: filterOperation,
  test: testOperation,
}
