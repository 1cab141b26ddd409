import { describe, expect, it, vi } from 'vitest'
import { problemDocumentSchema } from '../../contracts/problem'
import { ManifestInvalid } from '../../engine/errors'
import { AppError } from '../errors'
import { problemResponse } from './problem'

describe('a problem document', () => {
  it('says what was refused, with a status and a code', async () => {
    const response = problemResponse(
      new AppError('draft_conflict', 'A newer draft', { details: { text: 'a', revision: 3 } }),
    )
    expect(response.status).toBe(409)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(problemDocumentSchema.parse(await response.json())).toEqual({
      type: 'urn:plumbline:problem:draft_conflict',
      status: 409,
      code: 'draft_conflict',
      title: 'A newer draft',
      details: { text: 'a', revision: 3 },
    })
  })

  it('names the component of the manifest that is to blame', async () => {
    const error = new ManifestInvalid('No url', { path: ['streams', 0] })
    const problem = await problemResponse(error).json()
    expect(problem).toMatchObject({ status: 422, blame: 'manifest', path: ['streams', 0] })
  })

  it('says nothing about a failure of our own', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const response = problemResponse(new Error('password=hunter2'))
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('hunter2')
    expect(log).toHaveBeenCalledOnce()
    log.mockRestore()
  })
})
