import type { ExportTarget } from './export-target'
import { manifestYaml } from './manifest-yaml'

/** All targets, in the order of the dialog. */
export const exportTargets: readonly ExportTarget[] = [manifestYaml]
