import { describe, expect, it } from 'vitest'
import {
  aRequester,
  aStream,
  byDate,
  inParameter,
  list,
  read,
  stateOf,
} from '../testing/fake-connector'
import type { JsonObject } from '../values/value'

const full = aStream('items', {}, { requester: aRequester('/full') })
const incremental = aStream(
  'items',
  { incremental_sync: { ...byDate, start_time_option: inParameter('from') } },
  { requester: aRequester('/changes') },
)

const delegating = (parts: JsonObject = {}): JsonObject => ({
  type: 'StateDelegatingStream',
  name: 'items',
  full_refresh_stream: full,
  incremental_stream: incremental,
  ...parts,
})

const sentinel = { __ab_no_cursor_state_message: true }

describe('a stream that is read in another way once there is a state', () => {
  it.each<[string, JsonObject | undefined, JsonObject, string]>([
    ['everything without a state', undefined, {}, '/full'],
    ['everything with an empty state', {}, {}, '/full'],
    ['changes after a full read', sentinel, {}, '/changes?from=2024-01-01'],
    ['changes from the state on', { u: '2024-01-03' }, {}, '/changes?from=2024-01-03'],
    [
      'everything when the state is older than changes are kept',
      { u: '2024-01-03' },
      { api_retention_period: 'P7D' },
      '/full',
    ],
    [
      'everything when the state cannot be read',
      { other: 1 },
      { api_retention_period: 'P7D' },
      '/full',
    ],
    [
      'changes after a full read, however long changes are kept',
      sentinel,
      { api_retention_period: 'P7D' },
      '/changes?from=2024-01-01',
    ],
  ])('reads %s', async (_, state, parts, request) => {
    const reading = await read({
      streams: [delegating(parts)],
      exchanges: [{ request: `GET ${request}`, json: list() }],
      ...(state && { state: stateOf('items', state) }),
    })
    expect(reading.errors).toEqual([])
  })

  it('reports an empty state before it reads everything again', async () => {
    const reading = await read({
      streams: [delegating({ api_retention_period: 'P7D' })],
      exchanges: [{ request: 'GET /full', json: list() }],
      state: stateOf('items', { u: '2024-01-03' }),
    })
    const [first] = reading.events
    expect(first).toMatchObject({ kind: 'note' })
    const states = reading.events.flatMap((each) => (each.kind === 'state' ? [each.state] : []))
    expect(states).toEqual([{}, sentinel])
  })

  it('refuses names that differ', async () => {
    const other = aStream('other')
    await expect(read({ streams: [delegating({ full_refresh_stream: other })] })).rejects.toThrow(
      'have to be the same',
    )
  })
})
