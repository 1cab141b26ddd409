import 'server-only'
import type { JsonObject } from '../../engine/values/value'
import type { ObservedEvent } from '../../testread/test-read'
import { leavesOf, withoutPlaces } from '../config-places'
import type { ProjectRef } from '../data/rows'
import type { RunConfig } from '../data/test-values'
import * as testValues from '../data/test-values'
import { createRedactor } from '../secrets/redact-events'

type Control = Extract<ObservedEvent, { kind: 'control' }>

/** Masks a run's events and stores what the API gave instead of old credentials. */
export interface ControlKeeper {
  readonly environmentName: string
  readonly mask: (event: ObservedEvent) => ObservedEvent
  /** Resolves when everything is stored. */
  readonly settled: () => Promise<void>
}

/** Names of values that are credentials, whatever the specification says about them. */
const credentialName = /token|secret|password|key/i

/**
 * Follows the `control` events of a run: a refresh token that is good once has to be stored before the
 * next run, and is a secret from then on.
 */
export function createControlKeeper(
  ref: ProjectRef & { readonly environmentId?: string | undefined },
  { environmentName, config, secrets }: RunConfig,
): ControlKeeper {
  const redactor = createRedactor(secrets)
  let current = config
  let storing: Promise<unknown> = Promise.resolve()

  function take(event: Control): void {
    const changed = [...leavesOf(event.config)].filter(
      ([place, value]) => leavesOf(current).get(place) !== value,
    )
    const isSecret = (place: string) =>
      Object.hasOwn(secrets, place) || credentialName.test(place.split('.').at(-1) ?? '')
    const fresh = changed.flatMap(([place, value]) =>
      typeof value === 'string' && isSecret(place) ? [[place, value] as const] : [],
    )
    for (const [place, value] of fresh) redactor.add(value, place)
    current = event.config
    const places = new Set([...Object.keys(secrets), ...fresh.map(([place]) => place)])
    storing = storing.then(() => store(withoutPlaces(event.config, places), fresh))
  }

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
    environmentName,
    mask(event) {
      if (event.kind === 'control') take(event)
      return redactor.event(event)
    },
    settled: async () => {
      await storing
    },
  }
}
