import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseEnv } from './env'

describe('the environment', () => {
  it('needs nothing: the database and its key are in ./data', () => {
    expect(parseEnv({})).toMatchObject({
      host: '',
      port: 3000,
      dataDir: resolve('data'),
      databaseUrl: `file:${resolve('data')}/plumbline.db`,
      practicePort: undefined,
      isLinkPrinted: false,
    })
  })

  it('takes what it is given; empty text is nothing', () => {
    const variables = { PORT: '4100', DATABASE_URL: 'postgres://db/x', PRACTICE_PORT: '' }
    expect(parseEnv({ ...variables, PLUMBLINE_PRINT_LINK: '1' })).toMatchObject({
      port: 4100,
      databaseUrl: 'postgres://db/x',
      practicePort: undefined,
      isLinkPrinted: true,
    })
  })

  it('takes the model that is asked, without blanks and a slash at the end', () => {
    const variables = { OPENAI_BASE_URL: ' https://models.example/v1/ ', OPENAI_API_KEY: 'k\n' }
    expect(parseEnv(variables).model).toEqual({
      baseUrl: 'https://models.example/v1',
      key: 'k',
      name: '',
    })
  })

  it('names the variable that is wrong', () => {
    expect(() => parseEnv({ PORT: 'http' })).toThrow(/PORT/)
  })
})
