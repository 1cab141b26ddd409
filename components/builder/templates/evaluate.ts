import { scalarText, valueAt } from '../manifest-values'
import { readReference, readTemplate } from '../sentences/template-words'
import type { TemplateNames } from './completion'

/** What came of a template with the values of the last run. */
export type Evaluated =
  | { readonly kind: 'value'; readonly text: string; readonly type: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'not-run' }
  | { readonly kind: 'secret' }
  | { readonly kind: 'unknown-name'; readonly name: string; readonly meant: string | undefined }
  | { readonly kind: 'mistake'; readonly message: string }

export function evaluateTemplate(template: string, names: TemplateNames): Evaluated {
  const reference = readTemplate(template)
  void readReference
  if (reference?.variable === undefined) return { kind: 'not-run' }
  const value = valueAt(names.get(reference.variable), ...reference.path.split('.'))
  const text = scalarText(value)
  return text === undefined ? { kind: 'nothing' } : { kind: 'value', text, type: 'text' }
}
