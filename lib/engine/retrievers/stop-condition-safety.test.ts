import { expect, it } from 'vitest'
import { judgeStopCondition } from './stop-condition-safety'

it.each([
  ['{{ last_page_size < 100 }}', 'truncates'],
  ['{{ 100 > last_page_size }}', 'truncates'],
  ["{{ last_page_size < config['page_size'] }}", 'truncates'],
  ['{{ last_page_size <= 1 }}', 'truncates'],
  ['{% if last_page_size < 100 %}true{% endif %}', 'truncates'],
  ['{{ last_page_size == 0 }}', 'safe'],
  ['{{ last_page_size < 1 }}', 'safe'],
  ['{{ last_page_size > 5 }}', 'safe'],
  ['{{ last_page_size < page_size and not response.next }}', 'safe'],
  ['{{ not response.next }}', 'safe'],
  ['{{ not (last_page_size >= 100) }}', 'unknown'],
  ['{{ response.data|length < 100 }}', 'unknown'],
  ['{{ last_page_size < page_size + 5 }}', 'unknown'],
  ['{{ last_page_size == 100 }}', 'unknown'],
  ['{{ last_page_size }}', 'unknown'],
  ['{{ last_page_size - 100 < 0 }}', 'unknown'],
  ['x{{ last_page_size < 100 }}', 'unknown'],
  ['{{ last_page_size <', 'unknown'],
])('judges %s as %s', (condition, verdict) => {
  expect(judgeStopCondition(condition, 1).verdict).toBe(verdict)
})
