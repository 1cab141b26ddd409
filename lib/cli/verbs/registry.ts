import type { Verb } from '../verb'
import { check } from './check'
import { discover } from './discover'
import { read } from './read'
import { replay } from './replay'
import { resolve } from './resolve'
import { spec } from './spec'

/** All commands by name, in the order in which help lists them. */
export const verbs: Readonly<Record<string, Verb>> = {
  spec,
  check,
  discover,
  read,
  resolve,
  replay,
}
