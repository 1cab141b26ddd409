import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { parseJson, stringifyJson } from '../../engine/values/json'
import type { JsonObject } from '../../engine/values/value'
import type { Har } from '../../recording/har'
import { type LoadedManifest, loadManifest } from '../load-manifest'
import { type RecordedCase, replayCase } from './replay-case'

/** A case that a worker is to read. */
export interface ReplayTask {
  /** The case's JSON file. */
  readonly file: string
  readonly out: string
}

/** What a worker answers: whether the read came to its end. */
export interface ReplayAnswer {
  readonly isComplete: boolean
}

const manifests = new Map<string, Promise<LoadedManifest>>()

parentPort?.on('message', ({ file, out }: ReplayTask) => {
  replayFile(file, out).then(
    () => parentPort?.postMessage({ isComplete: true } satisfies ReplayAnswer),
    (error: unknown) => {
      process.stderr.write(`${file}: ${error instanceof Error ? error.stack : String(error)}\n`)
      parentPort?.postMessage({ isComplete: false } satisfies ReplayAnswer)
    },
  )
})

async function replayFile(file: string, out: string): Promise<void> {
  const connector = dirname(dirname(file))
  const recorded = parseJson(await readFile(file, 'utf8')) as unknown as RecordedCase
  const har = JSON.parse(await readFile(file.replace(/\.json$/, '.har'), 'utf8')) as Har
  const config = parseJson(await readFile(join(connector, 'config.json'), 'utf8')) as JsonObject
  const result = await replayCase({
    manifest: await manifestOf(connector),
    config,
    recorded,
    har,
    signal: new AbortController().signal,
  })
  const target = join(out, basename(connector), basename(file))
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, stringifyJson(result as unknown as JsonObject))
}

/** Cases of a connector come one after the other, so only the last manifest is kept. */
function manifestOf(connector: string): Promise<LoadedManifest> {
  const known = manifests.get(connector)
  if (known !== undefined) return known
  manifests.clear()
  const loading = readFile(join(connector, 'manifest.yaml'), 'utf8').then(loadManifest)
  manifests.set(connector, loading)
  return loading
}
