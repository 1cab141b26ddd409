import type { SliceRule } from '../rule'
import { lastPage } from './last-page'
import { next } from './next'
import { repeatedPage, stillToken } from './progress'
import { proofCall } from './proof-call'
import { total, totalPages } from './total'

/** Rules that hold for a slice that was cut short, too. */
export const progressRules: readonly SliceRule[] = [repeatedPage, stillToken]

/** Every rule about the end of a slice's pages. */
export const sliceRules: readonly SliceRule[] = [
  total,
  proofCall,
  next,
  totalPages,
  ...progressRules,
  lastPage,
]
