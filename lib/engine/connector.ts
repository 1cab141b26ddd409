import { createBuildContext } from './build'
import { type Catalog, type ConfiguredCatalog, catalogEntry } from './catalog'
import { overriddenConfig } from './checks/config-overrides'
import { type CheckResult, connectionCheckKind } from './checks/connection-check'
import type { BuildContext } from './component'
import type { EngineContext } from './context'
import { ComponentUnsupported, ManifestInvalid } from './errors'
import type { ReadEvent } from './events'
import { describeFailure } from './failure'
import { interpolatedString } from './interpolate'
import { registries } from './kinds'
import type { ManifestPath } from './path'
import { readCatalog } from './read-catalog'
import { createLimiter, readStream, type SliceChoice } from './read-stream'
import { type ApiBudget, apiBudgetKind } from './requesters/api-budget'
import type { ManifestTools } from './resolvers/dynamic-stream'
import { JobBudget } from './retrievers/async-job'
import { JOB_BUDGET } from './retrievers/async-retriever'
import { runOf } from './run'
import { type ConnectorSpec, connectorSpecKind, type PreparedConfig } from './spec/connector-spec'
import { readStates } from './state/state-input'
import { concurrencyKind } from './streams/concurrency-level'
import { type RunPlace, runWithEvents } from './streams/run-with-events'
import { StreamGroups } from './streams/stream-groups'
import { nameOf, StreamSet } from './streams/stream-set'
import type { Json, JsonObject } from './values/value'

export interface ConnectorSource {
  /** The manifest after `$ref` and `$parameters` were resolved. */
  readonly manifest: JsonObject
  readonly config: JsonObject
  readonly context: EngineContext
  /** Where a place of the resolved manifest stands in the text; the same place when absent. */
  readonly originOf?: ((path: ManifestPath) => ManifestPath) | undefined
  /** Needed only by manifests that make streams from templates. */
  readonly tools?: ManifestTools | undefined
}

export interface ReadRequest {
  readonly catalog: ConfiguredCatalog
  /** State messages of the Airbyte protocol, as they were stored. */
  readonly state?: Json | undefined
}

export interface StreamReadRequest {
  readonly stream: string
  /** The stream's own state. */
  readonly state?: JsonObject | undefined
  readonly slices?: SliceChoice | undefined
}

/** A manifest and a configuration, ready to run. */
export interface Connector {
  /** The specification as the Airbyte protocol writes it. */
  spec(): JsonObject
  /** The configuration in effect, and what has to be stored anew because a migration changed it. */
  readonly prepared: PreparedConfig
  check(): Promise<CheckResult>
  /** What the connector offers. Streams that need custom code are left out, with a note. */
  discover(): Promise<Catalog>
  /** The names of all streams, those made from templates included. */
  streamNames(): Promise<readonly string[]>
  /**
   * Reads the streams of a catalog.
   *
   * Failures of a stream are `error` events, and the others are read all the same. Leaving the loop
   * ends everything under way.
   *
   * @throws EngineError when the streams cannot be built
   */
  read(request: ReadRequest): AsyncGenerator<ReadEvent>
  /**
   * Asks for the streams that dynamic definitions make. Yields the calls it takes and a `generated`
   * event for each definition, or an `error` event for one that cannot be resolved.
   */
  generatedStreams(): AsyncGenerator<ReadEvent>
  /** Reads one stream, slice by slice as the consumer goes on, for looking at it. */
  readStream(request: StreamReadRequest): AsyncGenerator<ReadEvent>
}

/**
 * Makes a connector from a resolved manifest.
 *
 * @throws ManifestInvalid when the specification or the rules for the configuration are wrong
 */
export function createConnector(source: ConnectorSource): Connector {
  return new ManifestConnector(source)
}

class ManifestConnector implements Connector {
  readonly prepared: PreparedConfig
  readonly #source: ConnectorSource
  readonly #spec: ConnectorSpec | undefined

  constructor(source: ConnectorSource) {
    this.#source = source
    const { spec } = source.manifest
    const root = this.#plainRoot(source.context, {})
    this.#spec = spec ? root.build(connectorSpecKind, spec, 'spec') : undefined
    this.prepared = this.#spec?.prepare(source.config) ?? {
      config: source.config,
      migrated: undefined,
    }
  }

  spec(): JsonObject {
    if (this.#spec) return this.#spec.message
    throw new ManifestInvalid('The manifest has no spec, which says what users have to give', {
      path: ['spec'],
    })
  }

  async check(): Promise<CheckResult> {
    const { manifest } = this.#source
    const { check } = manifest
    if (!check) throw new ManifestInvalid('The manifest has no check', { path: ['check'] })
    // A context of its own is a run of its own, with its own cache.
    const engine = { ...this.#source.context }
    const checker = this.#root(engine, this.prepared.config).build(
      connectionCheckKind,
      check,
      'check',
    )
    const overrides = checker.configOverrides as JsonObject
    const config = overriddenConfig(this.prepared.config, overrides, manifest, engine)
    const streams = this.#streams(engine, config)
    const dynamic = Array.isArray(manifest.dynamic_streams) ? manifest.dynamic_streams : []
    return checker.run({
      engine,
      written: () => streams.written(),
      all: () => streams.all(),
      dynamicNames: dynamic.map((each, index) => nameOf(each as JsonObject, index)),
    })
  }

  async discover(): Promise<Catalog> {
    const engine = { ...this.#source.context }
    const entries: JsonObject[] = []
    for (const listed of await this.#streams(engine, this.prepared.config).all()) {
      try {
        entries.push(await catalogEntry(listed.define().open({})))
      } catch (error) {
        if (!(error instanceof ComponentUnsupported)) throw error
        runOf(engine).note('warn', error.message, error.path ?? [], listed.name)
      }
    }
    return { streams: entries }
  }

  async streamNames(): Promise<readonly string[]> {
    const engine = { ...this.#source.context }
    const streams = await this.#streams(engine, this.prepared.config).all()
    return streams.map((stream) => stream.name)
  }

  read({ catalog, state }: ReadRequest): AsyncGenerator<ReadEvent> {
    return this.#run(async ({ engine, sink }) => {
      const states = readStates(state)
      const root = this.#root(engine, this.prepared.config)
      const streams = await this.#streams(engine, this.prepared.config).all()
      await readCatalog({
        engine,
        sink,
        streams,
        catalog,
        states,
        workers: workersOf(root, this.#source.manifest),
        groups: new StreamGroups(this.#source.manifest),
      })
    })
  }

  generatedStreams(): AsyncGenerator<ReadEvent> {
    return this.#run(async ({ engine, sink }) => {
      for (const each of this.#streams(engine, this.prepared.config).definitions()) {
        try {
          const names = await each.names()
          sink.generated(
            each,
            names.map((name) => ({ name })),
          )
        } catch (error) {
          engine.signal.throwIfAborted()
          sink.error(describeFailure(error, each.definition))
        }
      }
    })
  }

  readStream({ stream: name, state, slices }: StreamReadRequest): AsyncGenerator<ReadEvent> {
    return this.#run(async ({ engine, sink }) => {
      const listed = await this.#streams(engine, this.prepared.config).find(name)
      if (!listed) {
        throw new ManifestInvalid(`There is no stream called ${name}`, { path: ['streams'] })
      }
      const { dynamicName: definition, config, path } = listed
      // The last part of the place is the template's, inside the definition.
      if (definition) sink.generated({ definition, path: path.slice(0, -1) }, [{ name, config }])
      const reportState = (own: JsonObject) => sink.state(name, own)
      const stream = listed.define().open({ state, isSelected: true, reportState })
      await readStream(stream, {
        engine,
        sink,
        limiter: createLimiter(1),
        choice: slices,
        isLazy: true,
      })
    })
  }

  #run(work: (place: RunPlace) => Promise<void>): AsyncGenerator<ReadEvent> {
    return runWithEvents(this.#source.context, async (place) => {
      const { migrated } = this.prepared
      if (migrated) place.sink.control(migrated)
      await work(place)
    })
  }

  #streams(engine: EngineContext, config: JsonObject): StreamSet {
    this.#spec?.validate(this.prepared.config)
    return new StreamSet(this.#source.manifest, this.#root(engine, config))
  }

  /** A context to build streams in, with what they share. */
  #root(engine: EngineContext, config: JsonObject): BuildContext {
    const { manifest } = this.#source
    const root = this.#plainRoot(engine, config)
    const jobs = manifest.max_concurrent_async_job_count
    runOf(engine).share(JOB_BUDGET, () => new JobBudget(jobCount(jobs, root)))
    if (!manifest.api_budget) return root
    return this.#plainRoot(
      engine,
      config,
      root.build(apiBudgetKind, manifest.api_budget, 'api_budget'),
    )
  }

  #plainRoot(engine: EngineContext, config: JsonObject, budget?: ApiBudget): BuildContext {
    const { originOf: locate, tools } = this.#source
    return createBuildContext({ engine, config, registries, locate, tools, budget })
  }
}

/** How many jobs may run at once. A template sees no configuration, as in the reference engine. */
function jobCount(count: Json | undefined, root: BuildContext): number {
  if (count === undefined || count === null) return 1
  const value =
    typeof count === 'string' ? interpolatedString(count, { ...root, config: {} })() : count
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : 1
}

/** Two workers unless the manifest says otherwise; what the run was told wins. */
function workersOf(root: BuildContext, manifest: JsonObject): number {
  const { workers } = root.engine.options
  if (workers !== undefined) return workers
  const { concurrency_level } = manifest
  if (!concurrency_level) return 2
  return root.build(concurrencyKind, concurrency_level, 'concurrency_level').workers
}
