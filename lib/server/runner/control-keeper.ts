import 'server-only'
import type { JsonObject } from '../../engine/values/value'
import { leavesOf, withoutPlaces } from '../config-places'
import type { ProjectRef } from '../data/rows'
import type { RunConfig } from '../data/test-values'
import * as testValues from '../data/test-values'

/** Stores what the API gave instead of old credentials. */
export interface ControlKeeper {
  take(config: JsonObject): void
  /** Resolves when everything is stored. */
  settled(): Promise<void>
}

/** Names of values that are credentials, whatever the specification says about them. */
const credentialName = /token|secret|password|key/i

/**
 * Follows the configurations that a run wants stored: a refresh token that is good once has to be
 * there before the next run, and is a secret from then on.
 */
export function createControlKeeper(
  ref: ProjectRef & { readonly environmentId?: string | undefined },
  { config, secrets }: RunConfig,
): ControlKeeper {
  let current = leavesOf(config)
  let storing: Promise<unknown> = Promise.resolve()

  const isSecret = (place: string) =>
    Object.hasOwn(secrets, place) || credentialName.test(place.split('.').at(-1) ?? '')

  async function store(values: JsonObject, fresh: readonly (readonly [string, string])[]) {
    const { environmentId } = ref
    if (environmentId === undefined) return
    try {
      await testValues.save({ ...ref, environmentId, values, secrets: Object.fromEntries(fresh) })
    } catch (error) {
      console.error('New credentials could not be stored.', error)
    }
  }

  return {
    take(changed) {
      const leaves = leavesOf(changed)
      const fresh = [...leaves].flatMap(([place, value]) =>
        typeof value === 'string' && current.get(place) !== value && isSecret(place)
          ? [[place, value] as const]
          : [],
      )
      current = leaves
      const places = new Set([...Object.keys(secrets), ...fresh.map(([place]) => place)])
      storing = storing.then(() => store(withoutPlaces(changed, places), fresh))
    },
    async settled() {
      await storing
    },
  }
}
