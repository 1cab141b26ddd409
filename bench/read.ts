// Reads the workloads of ../shared/perf with the command line, beside the raw loop of the same work
// and, where REFERENCE_PYTHON names a Python that has it, beside the reference engine. Rounds are
// interleaved, and medians of ratios are printed. Content is compared before a time counts.
//
//   node scripts/build-cli.ts
//   [REFERENCE_PYTHON=…] node bench/read.ts [--rounds 6] [--only a,b,growth,start]
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  benchFolder,
  cliFile,
  type Measures,
  measure,
  type Runtime,
  recordsOf,
  referencePython,
} from './measured-process.ts'
import { perfFolder, startMockApi } from './mock-api.ts'
import { type Figure, otherGoals, type Workload, workloads } from './workloads.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '6' },
    only: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const wanted = values.only?.split(',')
const perf = perfFolder()
const origin = await startMockApi(perf)
const figures: readonly Figure[] = ['cpu', 'wall', 'memory']
const missed: string[] = []

const median = (list: readonly number[]) =>
  [...list].sort((x, y) => x - y)[Math.floor(list.length / 2)] ?? Number.NaN
const isWanted = (name: string) => wanted === undefined || wanted.includes(name)

/** A figure beside its goal; what misses is listed again at the end. */
function judged(name: string, value: number, goal: number | undefined, unit = '×'): string {
  const text = `${value.toFixed(2)} ${unit}`
  if (goal === undefined) return text
  if (value > goal) missed.push(`${name}: ${text}, goal ${goal} ${unit}`)
  return `${text} (goal ${goal})`
}

function configFile({ name, config, workers }: Workload): string {
  const file = join(benchFolder, `${name}.json`)
  const content = { base_url: origin, token: 'perf-token', num_workers: workers, ...config }
  writeFileSync(file, JSON.stringify(content))
  return file
}

interface Contender {
  readonly title: string
  readonly runtime: Runtime
  readonly args: readonly string[]
}

function contendersOf(workload: Workload): readonly Contender[] {
  const manifest = join(perf, `manifests/${workload.manifest}.yaml`)
  const given = [
    ...['--catalog', join(perf, `catalogs/${workload.manifest}.json`)],
    ...['--config', configFile(workload)],
  ]
  const loop: Contender = {
    title: 'loop',
    runtime: 'node',
    args: ['bench/raw-loop.mjs', workload.manifest, origin, String(workload.workers)],
  }
  const own: Contender = {
    title: 'plumbline',
    runtime: 'node',
    args: [cliFile, 'read', '--allow-private', '--manifest', manifest, ...given],
  }
  const reference: Contender = {
    title: 'reference',
    runtime: 'reference',
    args: ['read', '--manifest-path', manifest, ...given],
  }
  return referencePython && workload.referenceGoals ? [loop, own, reference] : [loop, own]
}

/** Every contender once a round, so that a slow minute of the machine is slow for all of them. */
async function measureRounds(contenders: readonly Contender[]): Promise<readonly Measures[][]> {
  const taken: Measures[][] = []
  for (let round = 0; round < rounds; round += 1) {
    const row: Measures[] = []
    for (const { runtime, args } of contenders) row.push(await measure(runtime, args))
    taken.push(row)
  }
  return taken
}

/** The median over rounds of one contender's figure as a multiple of another's. */
function ratio(
  taken: readonly Measures[][],
  figure: Figure,
  [own, other]: readonly [number, number],
): number {
  return median(taken.map((row) => (row[own]?.[figure] ?? 0) / (row[other]?.[figure] ?? 0)))
}

async function readWorkload(workload: Workload): Promise<void> {
  const { name, goals, referenceGoals = {} } = workload
  const contenders = contendersOf(workload)
  let expected = ''
  for (const { title, runtime, args } of contenders) {
    const found = await recordsOf(runtime, args)
    expected ||= found
    if (found !== expected) throw new Error(`(${name}) ${title}: ${found} instead of ${expected}`)
  }

  const taken = await measureRounds(contenders)
  const medians = contenders.map(({ title }, index) => {
    const of = (figure: Figure) => median(taken.map((row) => row[index]?.[figure] ?? 0))
    return `${title} ${of('cpu').toFixed(2)} s CPU, ${of('wall').toFixed(2)} s, ${of('memory').toFixed(0)} MB`
  })
  console.log(`(${name}) ${expected.split(',')[0]}: ${medians.join('; ')}`)
  const line = (title: string, other: number, limits: Workload['goals']) => {
    const texts = figures.map((figure) => {
      const value = ratio(taken, figure, [1, other])
      return `${figure} ${judged(`(${name}) ${figure} beside the ${title}`, value, limits[figure])}`
    })
    console.log(`    of the ${title}: ${texts.join(', ')}`)
  }
  line('loop', 0, goals)
  if (contenders.length > 2) line('reference', 2, referenceGoals)
}

/** Reads (a) and (a) with four times the records; what is added to memory is what was kept. */
async function readFourTimesAsMuch(): Promise<void> {
  const [workload] = workloads
  if (!workload) return
  const text = readFileSync(join(perf, 'manifests/a.yaml'), 'utf8')
  const large = join(benchFolder, 'a4.yaml')
  writeFileSync(large, text.replace('n: "100000"', 'n: "400000"'))
  const argsFor = (manifest: string) => [
    ...[cliFile, 'read', '--allow-private', '--manifest', manifest],
    ...['--catalog', join(perf, 'catalogs/a.json'), '--config', configFile(workload)],
  ]
  const contenders: readonly Contender[] = [
    { title: 'once', runtime: 'node', args: argsFor(join(perf, 'manifests/a.yaml')) },
    { title: 'four times', runtime: 'node', args: argsFor(large) },
  ]
  await measure('node', argsFor(large))
  const taken = await measureRounds(contenders)
  const added = median(taken.map(([one, four]) => (four?.memory ?? 0) - (one?.memory ?? 0)))
  const { growthMegabytes } = otherGoals
  console.log(
    `(growth) four times the records of (a) add ${judged('(growth)', added, growthMegabytes, 'MB')}`,
  )
}

/** How long it takes until `spec` and `check` have answered, processes included. */
async function startUp(): Promise<void> {
  const [workload] = workloads
  if (!workload) return
  const manifest = join(perf, 'manifests/a.yaml')
  const config = configFile(workload)
  const node = (args: readonly string[]): Contender => ({
    title: 'plumbline',
    runtime: 'node',
    args: [cliFile, ...args],
  })
  const python = (args: readonly string[]): Contender => ({
    title: 'reference',
    runtime: 'reference',
    args,
  })
  const given = ['--config', config]
  const pairs = {
    spec: [node(['spec', '--manifest', manifest]), python(['spec'])],
    check: [
      node(['check', '--allow-private', '--manifest', manifest, ...given]),
      python(['check', '--manifest-path', manifest, ...given]),
    ],
  }
  const goals = { spec: otherGoals.specOfReference, check: otherGoals.checkOfReference }
  for (const verb of ['spec', 'check'] as const) {
    const taken = await measureRounds(referencePython ? pairs[verb] : pairs[verb].slice(0, 1))
    const wall = median(taken.map(([own]) => own?.wall ?? 0))
    const beside = referencePython
      ? `, ${judged(`(start) ${verb}`, ratio(taken, 'wall', [0, 1]), goals[verb])} of the reference`
      : ''
    console.log(`(start) ${verb} takes ${(wall * 1000).toFixed(0)} ms${beside}`)
  }
}

if (!referencePython) {
  console.log('REFERENCE_PYTHON is not set, so nothing is measured beside the reference engine.')
}
for (const workload of workloads) if (isWanted(workload.name)) await readWorkload(workload)
if (isWanted('growth')) await readFourTimesAsMuch()
if (isWanted('start')) await startUp()
console.log(missed.length === 0 ? '\nEvery goal is met.' : `\nMissed:\n${missed.join('\n')}`)
process.exit(missed.length === 0 ? 0 : 1)
