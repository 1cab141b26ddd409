import 'server-only'
import type { ExportTargetSummary } from '../contracts/exports'
import type { ExportFile } from '../exports/export-target'
import { exportTargets } from '../exports/registry'
import * as drafts from './data/drafts'
import * as projects from './data/projects'
import type { ProjectRef } from './data/rows'
import * as versions from './data/versions'
import { AppError } from './errors'

/**
 * The targets that a project can be exported to.
 *
 * @throws AppError `not_found`
 */
export async function targetsOf(ref: ProjectRef): Promise<ExportTargetSummary[]> {
  const { name: projectName } = await projects.requireProject(ref)
  return exportTargets.map(({ name, title, description, fileName }) => ({
    name,
    title,
    description,
    fileName: fileName({ projectName }),
  }))
}

/**
 * A project in the form of a target: its saved draft, or a version of it.
 *
 * @throws AppError `not_found` for the project, the target or the version
 */
export async function renderExport(
  ref: ProjectRef & { readonly target: string; readonly version?: number | undefined },
): Promise<ExportFile> {
  const target = exportTargets.find(({ name }) => name === ref.target)
  if (!target) throw new AppError('not_found', 'There is no such export target')
  const { name: projectName } = await projects.requireProject(ref)
  const { text } =
    ref.version === undefined
      ? await drafts.latest(ref)
      : await versions.get({ ...ref, number: ref.version })
  return target.render({ projectName, text })
}
