import type { ManifestPath } from '../../engine/path'
import type { Json, JsonObject } from '../../engine/values/value'
import type { PlacedComponent } from '../check-context'
import { isTemplate, textsIn } from '../expressions'
import type { Problem } from '../problem'
import type { Rule } from '../rule'
import { isMapping } from '../text/value'

/** Paginators whose page size or page token never reaches the API. */
export const pages: Rule = {
  name: 'pages',
  *check({ components }) {
    for (const component of components) {
      if (component.type === 'DefaultPaginator') yield* problemsOf(component)
    }
  },
}

function* problemsOf({ config, origin, parent }: PlacedComponent): Generator<Problem> {
  const { pagination_strategy: strategy, page_size_option, page_token_option } = config
  if (!isMapping(strategy)) return
  const requester = parent?.config.requester
  if (!isMapping(requester) || requester.type !== 'HttpRequester') return
  if (isSet(strategy.page_size) && !isSet(page_size_option) && !mentions(requester, 'page_size')) {
    if (!sendsNumber(requester, strategy.page_size)) yield sizeNotSent(origin, strategy)
  }
  if (!isSet(page_token_option) && !mentions(requester, 'next_page_token')) {
    yield {
      code: 'page_token_not_sent',
      severity: 'warning',
      message:
        'The page token is not sent, so every request asks for the first page. Say where it goes in page_token_option',
      path: origin,
    }
  }
}

function sizeNotSent(path: ManifestPath, strategy: JsonObject): Problem {
  return {
    code: 'page_size_not_sent',
    severity: 'warning',
    message: `The page size ${String(strategy.page_size)} is not sent. Say where it goes in page_size_option, unless the API always gives that many`,
    path,
    fix: {
      title: 'Send it as the parameter limit',
      apply: (document) =>
        document.set(
          [...path, 'page_size_option'],
          { type: 'RequestOption', inject_into: 'request_parameter', field_name: 'limit' },
          { name: 'Send the page size' },
        ),
    },
  }
}

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null
}

function mentions(requester: Json | undefined, name: string): boolean {
  if (requester === undefined) return false
  for (const { text } of textsIn(requester))
    if (isTemplate(text) && text.includes(name)) return true
  return false
}

/** Whether a parameter with the same number is written out. */
function sendsNumber(requester: Json | undefined, size: Json | undefined): boolean {
  if (!isMapping(requester)) return false
  const places = [requester.request_parameters, requester.request_body_json, requester.request_body]
  return places.some((place) => place !== undefined && containsValue(place, String(size)))
}

function containsValue(value: Json, wanted: string): boolean {
  if (Array.isArray(value)) return value.some((each: Json) => containsValue(each, wanted))
  if (isMapping(value)) return Object.values(value).some((each) => containsValue(each, wanted))
  return String(value) === wanted
}
