import type { Verb } from '../verb'
import { check } from './check'
import { discover } from './discover'
import { evaluate } from './evaluate'
import { read } from './read'
import { replay } from './replay'
import { resolve } from './resolve'
import { schema } from './schema'
import { spec } from './spec'
import { suggest } from './suggest'
import { validate } from './validate'

/** All commands by name, in the order in which help lists them. */
export const verbs: Readonly<Record<string, Verb>> = {
  spec,
  check,
  discover,
  read,
  validate,
  resolve,
  schema,
  replay,
  suggest,
  evaluate,
}
