import type { Rule } from '../rule'
import { componentFields } from './component-fields'
import { componentTypes } from './component-types'
import { cursors } from './cursors'
import { definitions } from './definitions'
import { deprecated } from './deprecated'
import { inputs } from './inputs'
import { pages } from './pages'
import { parents } from './parents'
import { references } from './references'
import { streamKeys } from './stream-keys'
import { streamNames } from './stream-names'
import { templates } from './templates'
import { unknownFields } from './unknown-fields'

/** Everything a manifest is checked for. */
export const rules: readonly Rule[] = [
  references,
  componentTypes,
  componentFields,
  unknownFields,
  streamNames,
  parents,
  templates,
  inputs,
  pages,
  cursors,
  streamKeys,
  deprecated,
  definitions,
]
