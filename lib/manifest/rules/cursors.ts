import type { Json } from '../../engine/values/value'
import type { PlacedComponent } from '../check-context'
import type { Problem } from '../problem'
import type { Rule } from '../rule'

/** Date cursors whose windows or formats are only half described. */
export const cursors: Rule = {
  name: 'cursors',
  *check({ components }) {
    for (const component of components) {
      if (component.type === 'DatetimeBasedCursor') yield* problemsOf(component)
    }
  },
}

function* problemsOf({ config, origin }: PlacedComponent): Generator<Problem> {
  const { step, cursor_granularity, datetime_format, cursor_datetime_formats } = config
  if (isSet(step) && !isSet(cursor_granularity)) {
    yield {
      code: 'step_without_granularity',
      severity: 'error',
      message:
        'A step needs cursor_granularity: the smallest time between two windows, such as PT1S or P1D',
      path: [...origin, 'step'],
      fix: {
        title: 'Set cursor_granularity to PT1S',
        apply: (document) => document.set([...origin, 'cursor_granularity'], 'PT1S'),
      },
    }
  }
  if (isSet(cursor_granularity) && !isSet(step)) {
    yield {
      code: 'granularity_without_step',
      severity: 'error',
      message: 'cursor_granularity needs a step: the length of one window, such as P30D',
      path: [...origin, 'cursor_granularity'],
      fix: {
        title: 'Set step to P30D',
        apply: (document) => document.set([...origin, 'step'], 'P30D'),
      },
    }
  }
  const hasFormats = Array.isArray(cursor_datetime_formats) && cursor_datetime_formats.length > 0
  if (!isSet(datetime_format) && !hasFormats) {
    yield {
      code: 'cursor_without_format',
      severity: 'error',
      message:
        'The cursor needs datetime_format: how the API writes dates, such as %Y-%m-%dT%H:%M:%SZ',
      path: origin,
    }
  }
}

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== ''
}
