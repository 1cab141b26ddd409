import type { ManifestTools } from '../engine/resolvers/dynamic-stream'
import { loadYaml } from './load'
import { propagateParameters } from './refs'

/** What the engine needs of the manifest's language when it makes streams from templates. */
export const manifestTools: ManifestTools = {
  parseYaml: loadYaml,
  propagate: (component, parameters, parentWins) =>
    propagateParameters('', component, parameters, parentWins),
}
