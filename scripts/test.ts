// Runs every kind of test one after the other, says what each found, and ends with the plain line
// `N passed, N failed`. `check` leaves out what needs a database, a browser or a build.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'

interface Step {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  /** Where a JSON report tells how many tests there were; a step without one counts as one. */
  readonly report?: string
  readonly isSlow?: boolean
}

const reports = '.playwright/reports'
const vitest = (project: string): readonly [string, ...string[]] => [
  'vitest',
  'run',
  '--project',
  project,
  '--reporter',
  'default',
  '--reporter',
  'json',
  '--outputFile.json',
  `${reports}/${project}.json`,
]

const steps: readonly Step[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['node', 'scripts/check-types.ts'] },
  { name: 'boundaries', command: ['depcruise', 'app', 'components', 'lib', '--config'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'unit', command: vitest('unit'), report: `${reports}/unit.json` },
  { name: 'components', command: vitest('dom'), report: `${reports}/dom.json` },
  {
    name: 'database',
    command: vitest('database'),
    report: `${reports}/database.json`,
    isSlow: true,
  },
  {
    name: 'end to end',
    command: ['playwright', 'test'],
    report: `${reports}/e2e.json`,
    isSlow: true,
  },
]

/** Runs a command; with `isQuiet` its output is printed in one piece when it ends. */
function run(
  [command, ...args]: readonly [string, ...string[]],
  isQuiet: boolean,
): Promise<number> {
  return new Promise((resolve) => {
    const output: Buffer[] = []
    const child = spawn(command, args, {
      stdio: isQuiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32',
    })
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk))
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(output))
      resolve(code ?? 1)
    })
    child.on('error', () => resolve(1))
  })
}

/** Numbers from a Vitest or a Playwright report; undefined when the step wrote none. */
function countsIn(report: string | undefined) {
  if (report === undefined) return undefined
  try {
    const json = JSON.parse(readFileSync(report, 'utf8'))
    if (json.stats) {
      const { expected = 0, flaky = 0, unexpected = 0 } = json.stats
      return { passed: expected + flaky, failed: unexpected }
    }
    return { passed: Number(json.numPassedTests), failed: Number(json.numFailedTests) }
  } catch {
    return undefined
  }
}

const isQuick = process.argv[2] === 'check'
// Thousands of recorded cases take a minute of their own; a quick check leaves them to `npm test`.
if (isQuick) Object.assign(process.env, { PLUMBLINE_SHARED: '', PLUMBLINE_QUICK: '1' })
const only = process.argv.slice(3)
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

let passed = 0
let failed = 0
const summary: string[] = []

async function take(step: Step): Promise<void> {
  if (!isQuick) console.log(`\n── ${step.name}`)
  const started = performance.now()
  const code = await run(step.command, isQuick)
  const counts = countsIn(step.report) ?? { passed: code === 0 ? 1 : 0, failed: 0 }
  // A step that failed without a failed test (a crash, a file that does not load) is a failure too.
  const stepFailed = code === 0 ? counts.failed : Math.max(1, counts.failed)
  passed += counts.passed
  failed += stepFailed
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const outcome = stepFailed > 0 ? `${stepFailed} failed` : 'ok'
  summary.push(
    `${step.name.padEnd(16)} ${outcome.padEnd(10)} ${counts.passed} passed, ${seconds} s`,
  )
}

const chosen = steps
  .filter((step) => !(isQuick && step.isSlow))
  .filter((step) => only.length === 0 || only.some((name) => step.name.includes(name)))

// A quick check uses both of the cores that a small machine has: tests beside everything else.
const lanes = isQuick
  ? [chosen.filter((step) => step.report), chosen.filter((step) => !step.report)]
  : [chosen]
await Promise.all(
  lanes.map(async (lane) => {
    for (const step of lane) await take(step)
  }),
)

console.log(`\n${summary.join('\n')}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
