import 'server-only'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Samples } from '../contracts/samples'
import { practiceStreams } from '../practice-api/catalog'
import { env } from './env'
import { AppError } from './errors'
import { outlineOf } from './manifest-outline'
import { practiceServer } from './practice/practice-server'

/** What a new connector can start from: bundled samples, and streams of the practice API. */
export async function startingPoints(): Promise<Samples> {
  const names = await sampleNames()
  const samples = await Promise.all(
    names.map(async (name) => {
      const outline = outlineOf(await sampleText(name))
      return { name, title: outline?.title ?? name, streams: [...(outline?.streams ?? [])] }
    }),
  )
  const practice = practiceServer()
  if (!practice) return { samples }
  const streams = practiceStreams.map(({ name, title, description, group, isSuggested }) => ({
    name,
    title,
    description,
    group,
    isSuggested,
  }))
  return { samples, practice: { baseUrl: practice.url, streams } }
}

/**
 * The manifest of a sample connector.
 *
 * @throws AppError `not_found`
 */
export async function sampleText(name: string): Promise<string> {
  // Only names that were listed are ever part of a path.
  if (!(await sampleNames()).includes(name)) {
    throw new AppError('not_found', `There is no sample connector named ${name}`)
  }
  return readFile(join(env().connectorsDir, name, 'manifest.yaml'), 'utf8')
}

async function sampleNames(): Promise<string[]> {
  const entries = await readdir(env().connectorsDir, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}
