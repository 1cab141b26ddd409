import { exitCodes, type Verb, type VerbInput } from '../verb'

export const replay: Verb = {
  summary: 'Read recorded connectors from their recordings.',
  words: ['FOLDER'],
  options: {
    out: {
      value: 'FOLDER',
      summary: 'Where the results go, a file for each case.',
      isRequired: true,
    },
    only: { value: 'TEXT', summary: 'Only cases whose name holds this text.' },
    workers: { value: 'NUMBER', summary: 'Cases at the same time; one for each processor.' },
    seconds: { value: 'NUMBER', summary: 'How long a case may take; 60.' },
  },
  async run({ words: [folder = ''], options }) {
    const { replayFolder } = await import('../replay/replay-folder')
    const { cases, failed } = await replayFolder({
      folder,
      out: String(options.out),
      only: options.only === undefined ? undefined : String(options.only),
      workers: numberOf(options.workers),
      caseMs: (numberOf(options.seconds) ?? 60) * 1000,
    })
    process.stderr.write(`${cases} cases read, ${failed} of them not to their end.\n`)
    return exitCodes.done
  },
}

function numberOf(option: VerbInput['options'][string]): number | undefined {
  const number = Number(option)
  return option !== undefined && number > 0 ? number : undefined
}
