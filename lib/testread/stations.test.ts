import { describe, expect, it } from 'vitest'
import { createCollector } from './collect'
import { stationStates } from './stations'

describe('the line after a run that failed at once', () => {
  it('breaks at Authentication when the API refuses the credentials', () => {
    const collector = createCollector('orders')
    collector.push({
      kind: 'call',
      call: 1,
      request: 1,
      attempt: 1,
      purpose: 'data',
      place: { stream: 'orders', slice: 0, page: 0 },
      sent: { method: 'GET', url: 'https://api.example/orders', headers: [] },
      path: [],
      atMs: 1,
    })
    collector.push({
      kind: 'answer',
      call: 1,
      response: {
        status: 403,
        headers: [],
        url: 'https://api.example/orders',
        redirects: [],
        bodyText: '',
        bodyBytes: 0,
        isTruncated: false,
      },
      action: 'fail',
      reason: '403 fails by default',
      path: [],
      atMs: 2,
    })
    collector.push({ kind: 'end', outcome: 'failed', atMs: 3 })
    expect(stationStates(collector.snapshot(), undefined)).toMatchObject({
      request: 'passed',
      authentication: 'stopped',
      pages: 'after-stop',
    })
  })

  it('is not drawn as run when it was cancelled before anything came', () => {
    const collector = createCollector('orders')
    collector.push({ kind: 'end', outcome: 'cancelled', atMs: 3 })
    expect(stationStates(collector.snapshot(), undefined).request).toBe('not-run')
  })
})
