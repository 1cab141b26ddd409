import { defineRegistry } from '../component'
import { addFields } from './add-fields'
import { dpathFlattenFields } from './dpath-flatten-fields'
import { flattenFields } from './flatten-fields'
import { keysReplace } from './keys-replace'
import { keysToLower } from './keys-to-lower'
import { keysToSnakeCase } from './keys-to-snake-case'
import { removeFields } from './remove-fields'
import { transformationKind } from './transformation'

export const transformations = defineRegistry(transformationKind, [
  addFields,
  removeFields,
  keysToLower,
  keysToSnakeCase,
  keysReplace,
  flattenFields,
  dpathFlattenFields,
])
