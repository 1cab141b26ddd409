import { describe, expect, it } from 'vitest'
import { manifestFromFacts } from '../../assistant/manifest-from-facts'
import { envelope, factsOf, get, listOf, query, spec, streamAt } from '../testing/spec'

const id = { type: 'integer' }
const text = { type: 'string' }
const date = { type: 'string', format: 'date-time' }
const cursor = (parameters: Record<string, unknown>[], item: Record<string, unknown>) =>
  streamAt(spec({ '/loaves': get(parameters, listOf({ id, ...item })) }), '/loaves').cursor

describe('the field that tells what is new', () => {
  it('is what was changed before what was made, and that before what was seen', () => {
    const all = { captured_at: date, created_at: date, last_seen: date, updated_at: date }
    expect(cursor([], all)).toMatchObject({ value: { field: 'updated_at' }, confidence: 'guess' })
    const { updated_at: _, ...rest } = all
    expect(cursor([], rest).value?.field).toBe('created_at')
    expect(cursor([], { first_seen: date, last_seen: date }).value?.field).toBe('last_seen')
  })

  it.each([
    ['updated_since', { updated_at: date, created_at: date }, 'updated_at'],
    ['modifiedAfter', { created: date, dateModified: date }, 'dateModified'],
    ['created[gte]', { created: date, updated: date }, 'created'],
    ['filter[updated_at][gt]', { updated_at: date }, 'updated_at'],
    ['since', { createdAt: date, updatedAt: date }, 'updatedAt'],
  ])('is the one that %s filters by', (name, item, field) => {
    const since = query(name, date)
    expect(cursor([since], item)).toMatchObject({
      value: { field, start: { in: 'query', name } },
      confidence: 'likely',
    })
  })

  it('comes with the other end of a span', () => {
    const span = [query('from', date), query('to', date)]
    expect(cursor(span, { date }).value).toMatchObject({
      start: { name: 'from' },
      end: { name: 'to' },
    })
  })

  it('has the format of the parameter', () => {
    const unix = query('since', { type: 'integer' }, { description: 'Unix timestamp.' })
    expect(cursor([unix], { updated_at: date }).value?.format).toBe('%s')
    const day = query('since', { type: 'string', format: 'date' })
    expect(cursor([day], { updated_at: date }).value?.format).toBe('%Y-%m-%d')
  })

  it('is no date of something else', () => {
    expect(cursor([], { due_at: date, birthday: date, deleted_at: date }).confidence).toBe(
      'unknown',
    )
    expect(cursor([query('expires_before', date)], { expires_at: date }).value).toBeUndefined()
  })

  it('is copied to the top of a record that keeps it inside', () => {
    const attributes = { type: 'object', properties: { title: text, updated: date } }
    const since = query('filter[updated]', date, { description: 'Changed since this time.' })
    const frame = envelope('data', {}, { id: text, type: text, attributes })
    const facts = factsOf(spec({ '/loaves': get([since], frame) }))
    expect(facts.streams[0]?.cursor.value).toMatchObject({
      field: 'updated',
      path: ['attributes', 'updated'],
    })
    const { streams } = JSON.parse(JSON.stringify(manifestFromFacts(facts).resolved))
    expect(streams[0]).toMatchObject({
      transformations: [
        {
          type: 'AddFields',
          fields: [
            { path: ['updated'], value: "{{ (record.get('attributes') or {}).get('updated') }}" },
          ],
        },
      ],
      incremental_sync: { cursor_field: 'updated' },
    })
  })

  it('is what a list is ordered by where records declare no date', () => {
    const sort = query('sort', { type: 'string', enum: ['name', '-last_edited_time'] })
    expect(cursor([sort], {})).toMatchObject({
      value: { field: 'last_edited_time' },
      confidence: 'guess',
    })
    const told = query('order_by', text, { description: 'Either `created_at` or `updated_at`.' })
    expect(cursor([told], {}).value?.field).toBe('updated_at')
  })
})
