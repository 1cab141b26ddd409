import { describe, expect, it } from 'vitest'
import { contracts } from '../../contracts/registry'
import { openApiDocument } from './openapi'
import { docsPage } from './page'

describe('the description of the HTTP API', () => {
  const document = openApiDocument()

  it('has every contract once, under its method and path', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods))
    expect(operations).toHaveLength(Object.keys(contracts).length)
  })

  it('says how a draft is saved', () => {
    expect(document.paths['/api/projects/{projectId}/draft']?.put).toMatchObject({
      operationId: 'saveDraft',
      parameters: [{ name: 'projectId', in: 'path', required: true }],
      requestBody: {
        content: { 'application/json': { schema: { required: ['text', 'baseRevision'] } } },
      },
    })
  })

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })

  it('is a page too, that names every endpoint', () => {
    const page = docsPage()
    for (const { summary, method } of Object.values(contracts)) {
      expect(page).toContain(summary)
      expect(page).toContain(method)
    }
  })
})
