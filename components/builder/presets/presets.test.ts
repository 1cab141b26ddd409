import { describe, expect, test } from 'vitest'
import { objectAt, textAt, valueAt } from '../manifest-values'
import { plainText } from '../sentences/sentence'
import { stationSentence } from '../sentences/station-sentence'
import {
  authenticationComponent,
  authenticationPresetOf,
  authenticationPresets,
} from './authentication-presets'
import { pagesComponent, pagesPresetOf, pagesPresets } from './pages-presets'

const saidOfPages = (paginator: unknown) =>
  plainText(stationSentence('pages', { retriever: { paginator } }, {}))

describe('pages', () => {
  test.each(pagesPresets.map(({ id }) => id))('%s is found again in what it writes', (id) => {
    expect(pagesPresetOf(pagesComponent(id, undefined))).toBe(id)
  })

  test.each(pagesPresets.map(({ id }) => id))('%s leaves nothing unset in the sentence', (id) => {
    expect(saidOfPages(pagesComponent(id, undefined))).not.toContain('Not set')
  })

  test('changing the pattern keeps page size, how it is sent and unknown keys', () => {
    const before = {
      type: 'DefaultPaginator',
      x_owner: 'orders-team',
      page_size_option: { type: 'RequestOption', inject_into: 'header', field_name: 'X-Size' },
      page_token_option: {
        type: 'RequestOption',
        inject_into: 'request_parameter',
        field_name: 'p',
      },
      pagination_strategy: { type: 'PageIncrement', page_size: 25 },
    }
    const after = pagesComponent('offset', before)
    expect(after.x_owner).toBe('orders-team')
    expect(after.page_size_option).toEqual(before.page_size_option)
    expect(valueAt(after, 'pagination_strategy')).toEqual({
      type: 'OffsetIncrement',
      page_size: 25,
    })
    expect(textAt(after, 'page_token_option', 'field_name')).toBe('p')
  })

  test('a name that only the earlier pattern would use is not kept', () => {
    const after = pagesComponent('offset', pagesComponent('number', undefined))
    expect(textAt(after, 'page_token_option', 'field_name')).toBe('offset')
  })

  test('a path in the body is kept between a token and a link', () => {
    const token = {
      type: 'DefaultPaginator',
      pagination_strategy: {
        type: 'CursorPagination',
        cursor_value: "{{ response['meta']['next'] }}",
      },
    }
    const link = pagesComponent('body-link', token)
    expect(textAt(link, 'pagination_strategy', 'cursor_value')).toBe(
      "{{ response['meta']['next'] }}",
    )
    expect(textAt(link, 'page_token_option', 'type')).toBe('RequestPath')
  })

  test('a page size that is sent is always known', () => {
    for (const { id } of pagesPresets) {
      const component = pagesComponent(id, {
        type: 'DefaultPaginator',
        page_size_option: { type: 'RequestOption', inject_into: 'header', field_name: 'n' },
        pagination_strategy: { type: 'PageIncrement' },
      })
      if (component.page_size_option === undefined) continue
      expect(valueAt(component, 'pagination_strategy', 'page_size')).toBeDefined()
    }
  })

  test('a pattern of its own is nobody else’s', () => {
    expect(pagesPresetOf({ type: 'CustomPaginator', class_name: 'x.Pager' })).toBeUndefined()
  })
})

describe('authentication', () => {
  test.each(authenticationPresets.map(({ id }) => id))(
    '%s is found again in what it writes',
    (id) => {
      const { component } = authenticationComponent(id, undefined, 'https://api.example.com')
      expect(authenticationPresetOf(component)).toBe(id)
    },
  )

  test.each(authenticationPresets.map(({ id }) => id))('%s asks for every input it reads', (id) => {
    const { component, inputs } = authenticationComponent(id, undefined, 'https://api.example.com')
    const read = [...JSON.stringify(component).matchAll(/config\['(\w+)'\]/g)].map(
      ([, name]) => name,
    )
    expect(new Set(inputs.map((input) => input.name))).toEqual(new Set(read))
  })

  test('secrets are marked as secrets', () => {
    const { inputs } = authenticationComponent('oauth-client', undefined)
    expect(inputs.find((input) => input.name === 'client_secret')?.isSecret).toBe(true)
  })

  test('the input of an earlier way is kept and no second one is asked for', () => {
    const before = { type: 'BearerAuthenticator', api_token: "{{ config['token'] }}" }
    const { component, inputs } = authenticationComponent('key-header', before)
    expect(component.api_token).toBe(before.api_token)
    expect(inputs).toEqual([])
    expect(objectAt(component, 'inject_into')).toEqual({
      type: 'RequestOption',
      inject_into: 'header',
      field_name: 'X-Api-Key',
    })
  })
})
