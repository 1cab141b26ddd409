// The workloads of ../shared/perf: what is read, and what it may cost at most.

export type Figure = 'cpu' | 'wall' | 'memory'

/** Most that a figure may be as a multiple of the raw loop's, or of the reference engine's. */
type Goals = Readonly<Partial<Record<Figure, number>>>

export interface Workload {
  readonly name: string
  readonly manifest: string
  readonly workers: number
  readonly config: Readonly<Record<string, string>>
  readonly goals: Goals
  /** Present where the reference engine is worth its time: CPU-bound workloads. */
  readonly referenceGoals?: Goals
}

const memory = 1.5

export const workloads: readonly Workload[] = [
  {
    name: 'a',
    manifest: 'a',
    workers: 1,
    config: {},
    goals: { cpu: 2.5, memory },
    referenceGoals: { cpu: 0.3 },
  },
  {
    name: 'b',
    manifest: 'b',
    workers: 1,
    config: {},
    goals: { cpu: 2, memory },
    referenceGoals: { cpu: 0.25 },
  },
  { name: 'c', manifest: 'c', workers: 1, config: {}, goals: { wall: 1.1, memory } },
  { name: 'd', manifest: 'd', workers: 1, config: {}, goals: { memory } },
  { name: 'd.8', manifest: 'd', workers: 8, config: {}, goals: { wall: 1.5, memory } },
  {
    name: 'e',
    manifest: 'e',
    workers: 1,
    config: { start_date: '2024-07-01T00:00:00Z', end_date: '2025-01-01T00:00:00Z' },
    goals: { cpu: 4, memory },
    referenceGoals: { cpu: 0.14 },
  },
  {
    name: 'f',
    manifest: 'f',
    workers: 1,
    config: { start_date: '2023-01-01', end_date: '2023-12-31' },
    goals: { memory },
  },
  {
    name: 'f.8',
    manifest: 'f',
    workers: 8,
    config: { start_date: '2023-01-01', end_date: '2023-12-31' },
    goals: { wall: 1.5, memory },
  },
]

/** What the other measurements may come to. */
export const otherGoals = {
  growthMegabytes: 20,
  specOfReference: 0.2,
  checkOfReference: 0.3,
}
