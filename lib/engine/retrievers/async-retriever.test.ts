import { describe, expect, it } from 'vitest'
import type { Exchange } from '../testing/fake-api'
import { aRequester, aSelector, aStream, byDate, read } from '../testing/fake-connector'
import type { JsonObject } from '../values/value'

const extractor = (...field_path: string[]): JsonObject => ({ type: 'DpathExtractor', field_path })

const jobId = "{{ creation_response['id'] }}"

const byJobs = (parts: JsonObject = {}): JsonObject => ({
  type: 'AsyncRetriever',
  creation_requester: aRequester('/create', { http_method: 'POST' }),
  polling_requester: aRequester(`/poll/${jobId}`),
  download_requester: aRequester('/dl/{{ download_target }}'),
  status_extractor: extractor('st'),
  status_mapping: {
    type: 'AsyncJobStatusMap',
    running: ['run'],
    completed: ['done'],
    failed: ['fail'],
    timeout: ['slow'],
    skipped: ['none'],
  },
  download_target_extractor: extractor('urls'),
  download_extractor: extractor('data'),
  record_selector: aSelector(),
  ...parts,
})

const stream = (parts: JsonObject = {}, streamParts: JsonObject = {}) => ({
  ...aStream('items', streamParts),
  retriever: byJobs(parts),
})

const created = (id: number): Exchange => ({ request: 'POST /create', json: { id } })
const polled = (id: number, st: string, urls: string[] = []): Exchange => ({
  request: `GET /poll/${id}`,
  json: { st, urls },
})
const downloaded = (url: string, ...ids: number[]): Exchange => ({
  request: `GET /dl/${url}`,
  json: { data: ids.map((id) => ({ id })) },
})

describe('a stream of jobs', () => {
  it('creates a job, waits for it, downloads its results and deletes it', async () => {
    const reading = await read({
      streams: [stream({ delete_requester: aRequester(`/del/${jobId}`, { http_method: 'POST' }) })],
      exchanges: [
        created(1),
        polled(1, 'run'),
        polled(1, 'done', ['a', 'b']),
        downloaded('a', 1),
        downloaded('b', 2),
        { request: 'POST /del/1', json: {} },
      ],
    })
    expect(reading.errors).toEqual([])
    expect(reading.records).toEqual([{ id: 1 }, { id: 2 }])
  })

  it('reads a file with names that are empty or occur twice, and statuses without a type', async () => {
    const { status_mapping } = byJobs()
    const { type: _, ...statuses } = status_mapping as JsonObject
    const reading = await read({
      streams: [
        stream({
          status_mapping: statuses,
          download_extractor: { type: 'ResponseToFileExtractor' },
        }),
      ],
      exchanges: [
        created(1),
        polled(1, 'done', ['a']),
        { request: 'GET /dl/a', text: 'a,b,a,\n1,NA,3,4\n' },
      ],
    })
    expect(reading.errors).toEqual([])
    expect(reading.records).toEqual([{ a: '1', b: null, 'a.1': '3', 'Unnamed: 3': '4' }])
  })

  it('tries a failed job three times', async () => {
    const reading = await read({
      streams: [stream()],
      exchanges: [1, 2, 3].flatMap((id) => [created(id), polled(id, 'fail')]),
    })
    expect(reading.statuses).toEqual(['STARTED', 'INCOMPLETE'])
    expect(reading.errors).toEqual([
      'One or more async jobs failed after exhausting all retry attempts.',
    ])
  })

  it('aborts a job that takes too long before it tries again', async () => {
    const reading = await read({
      streams: [stream({ abort_requester: aRequester(`/abort/${jobId}`) })],
      exchanges: [1, 2, 3].flatMap((id) => [
        created(id),
        polled(id, 'slow'),
        { request: `GET /abort/${id}`, json: {} },
      ]),
    })
    expect(reading.errors).toHaveLength(1)
  })

  it('is complete when the API has nothing to give', async () => {
    const reading = await read({
      streams: [stream()],
      exchanges: [created(1), polled(1, 'none')],
    })
    expect(reading.statuses).toEqual(['STARTED', 'COMPLETE'])
    expect(reading.records).toEqual([])
  })

  it('fails at once when the credentials are refused', async () => {
    const reading = await read({
      streams: [stream()],
      exchanges: [{ request: 'POST /create', status: 403, json: {} }],
    })
    expect(reading.statuses).toEqual(['STARTED', 'INCOMPLETE'])
    expect(reading.errors).toHaveLength(1)
  })

  it('tries again when a job cannot be created, and says so each time', async () => {
    const refused: Exchange = { request: 'POST /create', status: 400, json: {} }
    const reading = await read({ streams: [stream()], exchanges: [refused, refused, refused] })
    expect(reading.errors).toHaveLength(4)
  })

  it('runs a job for each window, as many at a time as the manifest allows', async () => {
    const windows = stream(
      {},
      { incremental_sync: { ...byDate, step: 'P5D', cursor_granularity: 'P1D' } },
    )
    const one = await read({
      streams: [windows],
      exchanges: [
        created(1),
        polled(1, 'done', ['a']),
        created(2),
        polled(2, 'done', ['b']),
        downloaded('a', 1),
        downloaded('b', 2),
      ],
    })
    expect(one.errors).toEqual([])
    const two = await read({
      streams: [windows],
      manifest: { max_concurrent_async_job_count: '{{ 2 }}' },
      exchanges: [
        created(1),
        created(2),
        polled(1, 'done', ['a']),
        polled(2, 'done', ['b']),
        downloaded('a', 1),
        downloaded('b', 2),
      ],
    })
    expect(two.errors).toEqual([])
  })

  it('gives up a job whose status nobody knows when its time is over', async () => {
    const polls = Array.from({ length: 13 }, () => polled(1, 'odd'))
    const reading = await read({
      streams: [
        stream({
          polling_job_timeout: 1,
          status_mapping: {
            type: 'AsyncJobStatusMap',
            running: [],
            completed: [],
            failed: [],
            timeout: [],
          },
        }),
      ],
      exchanges: [created(1), ...polls],
    })
    expect(reading.statuses).toEqual(['STARTED', 'INCOMPLETE'])
  })
})
