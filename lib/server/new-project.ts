import 'server-only'
import type { Project, ProjectSource } from '../contracts/projects'
import type { Json, JsonObject } from '../engine/values/value'
import { practiceConfig } from '../practice-api/catalog'
import * as drafts from './data/drafts'
import * as environments from './data/environments'
import * as projects from './data/projects'
import type { Owner, ProjectRef } from './data/rows'
import * as testValues from './data/test-values'
import { AppError } from './errors'
import { draftOfImport } from './importing/read-import'
import { outlineOf } from './manifest-outline'
import { practiceManifest } from './practice/practice-manifest'
import { practiceServer } from './practice/practice-server'
import { sampleText } from './samples'

/** What a blank connector begins with: enough to be a manifest, nothing that has to be undone. */
const blankManifest = `version: 7.39.1
type: DeclarativeSource

check:
  type: CheckStream
  stream_names: []

streams: []

spec:
  type: Spec
  connection_specification:
    type: object
    required: []
    properties: {}
`

/**
 * Makes a project from a source. Those that call the practice API come with an environment whose
 * values open it, so they can be run at once.
 *
 * @throws AppError `not_found` for a sample or stream that is not there
 */
export async function createProjectFrom(
  owner: Owner,
  { name, source }: { readonly name: string; readonly source: ProjectSource },
): Promise<Project> {
  if (source.kind === 'import') return createFromImport(owner, name, source)
  const text = await textOf(source)
  const projectId = await projects.create(owner, { name, text })
  const ref = { workspaceId: owner.workspaceId, projectId }
  if (source.kind === 'sample' || source.kind === 'practice') await addPractice(ref, text)
  return projects.get(ref)
}

/**
 * Copies a project: its draft, what documents declared of it, and its environments with their secrets.
 *
 * @throws AppError `not_found`
 */
export async function duplicate(ref: ProjectRef & { readonly name: string }): Promise<Project> {
  const { text } = await drafts.latest(ref)
  const declared = await projects.declared(ref)
  const projectId = await projects.create(ref, { name: ref.name, text, declared })
  const copy = { workspaceId: ref.workspaceId, projectId }
  for (const environment of await environments.list(ref)) {
    const from = { ...ref, environmentId: environment.id }
    const { id } = await environments.create({ ...copy, name: environment.name })
    await testValues.save({
      ...copy,
      environmentId: id,
      values: environment.values,
      secrets: await testValues.secretsOf(from),
    })
  }
  return projects.get(copy)
}

/**
 * Secrets that stood in the documents go into an environment, with examples for times to start from;
 * the draft never holds them.
 */
async function createFromImport(
  owner: Owner,
  name: string,
  source: Extract<ProjectSource, { kind: 'import' }>,
): Promise<Project> {
  const { text, declared, secrets: found } = draftOfImport(source)
  const projectId = await projects.create(owner, { name, text, declared })
  const ref = { workspaceId: owner.workspaceId, projectId }
  const outline = outlineOf(text)
  const values: { [key: string]: Json } = { ...outline?.examples, ...outline?.defaults }
  const secrets: Record<string, string> = {}
  for (const { input, value } of found) {
    const known = outline?.inputs.get(input)
    if (known?.isSecret) secrets[input] = value
    else if (known) values[input] = value
  }
  const { id } = await environments.create({ ...ref, name: 'Sandbox' })
  await testValues.save({ ...ref, environmentId: id, values, secrets })
  return projects.get(ref)
}

async function textOf(source: Exclude<ProjectSource, { kind: 'import' }>): Promise<string> {
  switch (source.kind) {
    case 'blank':
      return blankManifest
    case 'manifest':
      return source.text
    case 'sample':
      return sampleText(source.name)
    case 'practice':
      return practiceManifest(source.streams, practiceUrl(), source)
  }
}

function practiceUrl(): string {
  const practice = practiceServer()
  if (practice) return practice.url
  throw new AppError('not_found', 'The practice API could not be started; its port is taken')
}

const known: JsonObject = practiceConfig

/** Fills in what the manifest's inputs ask for and the practice API knows. */
async function addPractice(ref: ProjectRef, text: string): Promise<void> {
  const outline = outlineOf(text)
  const practice = practiceServer()
  if (!outline || !practice) return
  const values: { [key: string]: Json } = { ...outline.defaults }
  const secrets: Record<string, string> = {}
  for (const [input, { isSecret }] of outline.inputs) {
    const value = input === 'base_url' ? practice.url : (values[input] ?? known[input])
    if (value === undefined) continue
    if (isSecret) secrets[input] = String(value)
    else values[input] = value
  }
  const { id } = await environments.create({ ...ref, name: 'Practice' })
  await testValues.save({ ...ref, environmentId: id, values, secrets })
}
