import { readText } from '../files'
import { exitCodes, type Verb } from '../verb'

const STANDING_CLOCK = '2024-01-16T12:34:56Z'

export const evaluate: Verb = {
  summary: 'Evaluate templates, one JSON object {template, context} a line.',
  words: ['FILE'],
  options: {
    now: {
      value: 'INSTANT',
      summary: `Where the clock stands; ${STANDING_CLOCK} when left out, so that results repeat.`,
    },
  },
  async run({ words: [file = ''], options }) {
    const { evaluateLine } = await import('../../engine/template/evaluate-line')
    const { parseJson, stringifyJson } = await import('../../engine/values/json')
    const { LineOutput } = await import('../output')
    const nowMs = Date.parse(String(options.now ?? STANDING_CLOCK))
    const output = new LineOutput(process.stdout)
    for (const line of (await readText(file)).split('\n')) {
      if (line.trim() === '') continue
      const { id, template, context } = parseJson(line) as unknown as EvaluateLine
      const result = evaluateLine({ template, context: context ?? {}, nowMicros: nowMs * 1000 })
      output.add(stringifyJson({ ...(id === undefined ? {} : { id }), ...result }))
      if (output.isFull) await output.flush()
    }
    await output.flush()
    return exitCodes.done
  },
}

interface EvaluateLine {
  readonly id?: string | number
  readonly template: string
  readonly context?: Parameters<
    typeof import('../../engine/template/evaluate-line').evaluateLine
  >[0]['context']
}
