import type { ManifestPath } from '../../engine/path'
import type { Problem } from '../../manifest/problem'
import { manifestOption } from '../connector-options'
import { readText } from '../files'
import { exitCodes, type Verb } from '../verb'

/** A problem as the command prints it, with its place in the text. */
interface ShownProblem {
  readonly severity: Problem['severity']
  readonly code: string
  readonly message: string
  readonly path: string
  /** Counted from 1; absent for a place that is not written. */
  readonly line: number | undefined
}

export const validate: Verb = {
  summary: 'Say what is wrong with a manifest, and where.',
  options: {
    manifest: manifestOption,
    json: { summary: 'Print the problems as JSON.' },
  },
  async run({ options }) {
    const problems = await problemsOf(await readText(String(options.manifest)))
    if (options.json) process.stdout.write(`${JSON.stringify({ problems }, undefined, 2)}\n`)
    else process.stdout.write(problems.map(lineOf).join(''))
    const isWrong = problems.some((problem) => problem.severity === 'error')
    return isWrong ? exitCodes.failed : exitCodes.done
  },
}

async function problemsOf(text: string): Promise<ShownProblem[]> {
  const { formatPath } = await import('../../engine/path')
  const { ManifestDocument } = await import('../../manifest/manifest-document')
  const { checkManifest } = await import('../../manifest/check')
  const { loadYaml } = await import('../../manifest/load')
  const document = new ManifestDocument(text)
  const textProblems = document.getSnapshot().problems
  const isReadable = !textProblems.some((problem) => problem.severity === 'error')
  const found = isReadable ? checkManifest(loadYaml(text)) : []
  const lineAt = (path: ManifestPath) => document.rangeOf(path)?.value.startLine
  return [...textProblems, ...found].map(({ severity, code, message, path, range }) => ({
    severity,
    code,
    message,
    path: formatPath(path),
    line: range?.startLine ?? lineAt(path),
  }))
}

function lineOf({ severity, code, message, path, line }: ShownProblem): string {
  const place = line === undefined ? path : `line ${line}, ${path}`
  return `${severity}: ${place}: ${message} (${code})\n`
}
