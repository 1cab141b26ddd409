import { describe, expect, it } from 'vitest'
import { createBuildContext } from '../build'
import { registries } from '../kinds'
import { StreamSlice } from '../slice'
import { fakeEngine } from '../testing/fake-context'
import type { JsonObject } from '../values/value'
import { cursorKind } from './cursor'

const days = { step: 'P3D', cursor_granularity: 'P1D' }
const instants = { datetime_format: '%Y-%m-%dT%H:%M:%SZ' }

function start(config: JsonObject, state?: JsonObject) {
  const context = createBuildContext({ engine: fakeEngine(), config: {}, registries })
  const definition = context.build(
    cursorKind,
    {
      type: 'DatetimeBasedCursor',
      cursor_field: 'u',
      datetime_format: '%Y-%m-%d',
      start_datetime: '2024-01-01',
      end_datetime: '2024-01-10',
      ...config,
    },
    'incremental_sync',
  )
  return definition.start({
    streamName: 'items',
    state,
    router: undefined,
    catalogCursorField: undefined,
  })
}

async function windows(config: JsonObject, state?: JsonObject): Promise<string[]> {
  const found: string[] = []
  for await (const { cursorSlice } of start(config, state).slices()) {
    found.push(`${cursorSlice.start_time}..${cursorSlice.end_time}`)
  }
  return found.map((text) => text.replaceAll('2024-', ''))
}

describe('windows of a date cursor', () => {
  it.each<[string, JsonObject, JsonObject | undefined, string[]]>([
    ['three days at a time', days, undefined, ['01-01..01-03', '01-04..01-06', '01-07..01-10']],
    [
      'go on from the state, less the lookback',
      { ...days, lookback_window: 'P2D' },
      { u: '2024-01-05' },
      ['01-03..01-05', '01-06..01-08', '01-09..01-10'],
    ],
    [
      'end with what is left',
      { ...days, step: 'P8D' },
      undefined,
      ['01-01..01-08', '01-09..01-10'],
    ],
    ['are one when a step reaches the end', { ...days, step: 'P9D' }, undefined, ['01-01..01-10']],
    ['are one unit when the state is the end', days, { u: '2024-01-10' }, ['01-10..01-10']],
    [
      'are none then for APIs that refuse an empty window',
      { ...days, is_compare_strictly: true },
      { u: '2024-01-10' },
      [],
    ],
    ['are none without a granularity', {}, { u: '2024-01-10' }, []],
    ['are none when the state is past the end', days, { u: '2024-01-11' }, []],
    [
      'begin at the start when the state is older',
      days,
      { u: '2023-06-01' },
      ['01-01..01-03', '01-04..01-06', '01-07..01-10'],
    ],
    [
      'fill the gaps between intervals that were read',
      { step: 'P10D', cursor_granularity: 'P1D' },
      {
        state_type: 'date-range',
        slices: [
          { start: '2024-01-01', end: '2024-01-03' },
          { start: '2024-01-05', end: '2024-01-10' },
        ],
      },
      ['01-04..01-04', '01-10..01-10'],
    ],
    [
      'follow the calendar by months',
      {
        start_datetime: '2024-01-31',
        end_datetime: '2024-03-15',
        step: 'P1M',
        cursor_granularity: 'P1D',
      },
      undefined,
      ['01-31..02-28', '02-29..03-15'],
    ],
  ])('%s', async (_, config, state, expected) => {
    expect(await windows(config, state)).toEqual(expected)
  })

  it.each<[string, JsonObject, string[]]>([
    [
      'whole months',
      {
        start_datetime: '2024-01-15',
        end_datetime: '2024-04-20',
        step: 'P1M',
        cursor_granularity: 'P1D',
        clamping: { target: 'MONTH' },
      },
      ['02-01..02-29', '03-01..03-31'],
    ],
    [
      'whole weeks',
      {
        start_datetime: '2024-01-03',
        end_datetime: '2024-01-26',
        step: 'P1W',
        cursor_granularity: 'P1D',
        clamping: { target: 'WEEK', target_details: { weekday: 'MONDAY' } },
      },
      ['01-08..01-14', '01-15..01-21'],
    ],
    [
      'whole days',
      {
        ...instants,
        start_datetime: '2024-01-03T10:00:00Z',
        end_datetime: '2024-01-05T05:00:00Z',
        step: 'PT6H',
        cursor_granularity: 'PT1S',
        clamping: { target: 'DAY' },
      },
      ['01-04T00:00:00Z..01-04T23:59:59Z'],
    ],
  ])('are clamped to %s', async (_, config, expected) => {
    expect(await windows(config)).toEqual(expected)
  })
})

describe('the state of a date cursor', () => {
  const slice = (from: string, to: string) =>
    new StreamSlice({}, { start_time: `2024-01-${from}`, end_time: `2024-01-${to}` })

  it('is the newest date seen, and keeps what else the state held', () => {
    const cursor = start(days, { other: 1, u: '2024-01-02' })
    const first = slice('02', '04')
    cursor.observe({ u: '2024-01-03' }, first)
    cursor.observe({ u: '2024-01-02' }, first)
    expect(cursor.close(first)).toBe(true)
    expect(cursor.state()).toEqual({ other: 1, u: '2024-01-03' })
  })

  it('stops before a window that failed', () => {
    const cursor = start(days)
    const first = slice('01', '03')
    const last = slice('07', '10')
    cursor.observe({ u: '2024-01-02' }, first)
    cursor.observe({ u: '2024-01-09' }, last)
    cursor.close(first)
    cursor.close(last)
    expect(cursor.state()).toEqual({ u: '2024-01-02' })
  })

  it('does not move for records without a date', () => {
    const cursor = start(days)
    const first = slice('01', '03')
    cursor.observe({ u: null }, first)
    cursor.observe({ u: 'soon' }, first)
    cursor.close(first)
    expect(cursor.state()).toEqual({ u: '2024-01-01' })
  })

  it('is written in the date format of requests, whatever the records use', () => {
    const cursor = start({ ...days, cursor_datetime_formats: ['%d/%m/%Y'] })
    const first = slice('01', '03')
    cursor.observe({ u: '03/01/2024' }, first)
    cursor.close(first)
    expect(cursor.state()).toEqual({ u: '2024-01-03' })
  })
})

describe('records that a date cursor wants', () => {
  it.each<[string, JsonObject, boolean[]]>([
    ['from the state on', {}, [false, false, true, true]],
    ['from the lookback on', { lookback_window: 'P2D' }, [false, true, true, true]],
  ])('begin %s', (_, config, expected) => {
    const cursor = start({ ...config, is_client_side_incremental: true }, { u: '2024-01-06' })
    const records = [{ u: '2024-01-03' }, { u: '2024-01-05' }, { u: '2024-01-06' }, {}]
    expect(records.map((record) => cursor.shouldBeSynced(record, new StreamSlice()))).toEqual(
      expected,
    )
  })
})

it('asks for step and granularity together', () => {
  expect(() => start({ step: 'P1D' })).toThrow('step and cursor_granularity come together')
})
