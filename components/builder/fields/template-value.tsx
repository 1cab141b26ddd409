'use client'

import { type Evaluated, evaluateTemplate } from '../templates/evaluate'
import { useTemplateNames } from '../templates/use-template-names'

interface TemplateValueProps {
  template: string
  variables: readonly string[]
  isCondition?: boolean
}

/** What a template gives with the values of the last run, or why there is nothing to show. */
export function TemplateValue({ template, variables, isCondition = false }: TemplateValueProps) {
  const names = useTemplateNames(variables)
  if (!template.includes('{{')) return null
  const result = evaluateTemplate(template, names)
  return <EvaluatedValue result={result} isCondition={isCondition} />
}

function EvaluatedValue({ result, isCondition }: { result: Evaluated; isCondition: boolean }) {
  switch (result.kind) {
    case 'value':
      return (
        <span className="c-ok">
          {isCondition ? 'in the last run ' : 'gives '}
          <code>{result.text}</code>
          {result.type !== 'text' && !isCondition && <span className="t3"> · {result.type}</span>}
        </span>
      )
    case 'nothing':
      return <span>gives nothing in the last run</span>
    case 'unknown-name':
      return (
        <span className="c-warn">
          <code>{result.name}</code> is not known here
          {result.meant && (
            <>
              ; did you mean <code>{result.meant}</code>?
            </>
          )}
        </span>
      )
    case 'mistake':
      return <span className="c-bad">{result.message}</span>
    case 'not-run':
      return <span>A run shows what it gives</span>
    case 'input':
      return (
        <span>
          reads <code>{result.names.join(', ')}</code> when it runs
        </span>
      )
  }
}
