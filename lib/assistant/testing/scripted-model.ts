import type { AskOptions, Model, ModelAnswer, ModelFailureCode, ModelQuestion } from '../model'
import { modelFailure } from '../openai/failures'

/** A model that answers from a script and keeps what it was asked. */
export interface ScriptedModel extends Model {
  /** System text and parts of every question, joined. */
  readonly prompts: readonly string[]
}

type Script = (prompt: string, count: number) => unknown

/** A failure to answer with, in a script. */
export class Fails {
  readonly code: ModelFailureCode

  constructor(code: ModelFailureCode) {
    this.code = code
  }
}

/** Answers what the script returns, after the schema of the question has passed it. */
export function scriptedModel(script: Script, name = 'scripted'): ScriptedModel {
  const prompts: string[] = []
  return {
    name,
    prompts,
    async ask<T>(question: ModelQuestion<T>, { signal, onProgress }: AskOptions) {
      const prompt = [question.system, ...question.parts.map(({ text }) => text)].join('\n\n')
      prompts.push(prompt)
      const said = await script(prompt, prompts.length)
      if (signal.aborted)
        return failed(signal.reason?.name === 'TimeoutError' ? 'timeout' : 'cancelled')
      if (said instanceof Fails) return failed(said.code)
      const text = JSON.stringify(said)
      onProgress?.(text.length)
      const value = question.schema.parse(JSON.parse(text))
      return { ok: true, value, isPartial: false, calls: 1 } satisfies ModelAnswer<T>
    },
  }
}

function failed(code: ModelFailureCode) {
  return { ok: false as const, failure: modelFailure(code), calls: 1 }
}
