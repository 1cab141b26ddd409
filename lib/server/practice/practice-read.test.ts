import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practiceConfig, practiceStreams } from '../../practice-api/catalog'
import { type PracticeServer, servePracticeApi } from '../../practice-api/serve'
import { outlineOf } from '../manifest-outline'
import { startLocalRun } from '../runner/local-run'
import { practiceManifest } from './practice-manifest'

let practice: PracticeServer
beforeAll(async () => {
  practice = await servePracticeApi()
})
afterAll(() => practice.close())

const limits = { records: 5_000, pagesPerSlice: 50, slices: 2, seconds: 20, bytes: 50_000_000 }

async function read(text: string, stream: string) {
  const outline = outlineOf(text)
  const config = { ...outline?.defaults, ...practiceConfig, base_url: practice.url }
  const egress = { allowed: [`127.0.0.1:${practice.port}`], ownPorts: [] }
  const job = { text, stream, config, secrets: {}, limits, proofCall: true, egress }
  const run = await startLocalRun(job, new AbortController().signal)
  const errors: string[] = []
  for await (const message of run.messages) {
    if (message.kind === 'line' && message.event === 'error') errors.push(message.text)
  }
  const { summary } = await run.finish()
  return { ...summary, errors }
}

describe('a connector made for the practice API', () => {
  const works = practiceStreams.filter(({ group, paging }) => {
    return group !== 'Trouble' && paging.kind !== 'ignores-page'
  })

  it.each(works.map(({ name }) => name))('reads %s', async (name) => {
    const { outcome, records, errors } = await read(practiceManifest([name], practice.url), name)
    expect(errors).toEqual([])
    expect(['completed', 'limited']).toContain(outcome)
    expect(records).toBeGreaterThan(0)
  })

  it('is found to be truncated where the API stops early', async () => {
    const text = practiceManifest(['orders_stops_early'], practice.url)
    const { proof } = await read(text, 'orders_stops_early')
    expect(proof?.level).toBe('truncated')
  })
})
