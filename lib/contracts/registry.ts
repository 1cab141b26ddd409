import type { Contract } from './contract'
import { getDeclared } from './declared'
import { saveDraft } from './drafts'
import {
  createEnvironment,
  deleteEnvironment,
  listEnvironments,
  renameEnvironment,
  saveTestValues,
} from './environments'
import { explainFailedCall, previewExplanation } from './explanations'
import { exportProject, listExportTargets } from './exports'
import { fetchDocument, importDocuments, listImporters } from './imports'
import { importWithModel, previewPrompts } from './model-imports'
import {
  deleteModelSettings,
  getModelSettings,
  permitModelTarget,
  saveModelSettings,
  tryModel,
} from './model-settings'
import { grantPermission, listPermissions, revokePermission } from './permissions'
import {
  createProject,
  deleteProject,
  duplicateProject,
  getProject,
  listProjects,
  renameProject,
} from './projects'
import { getRunEvents, listRuns } from './runs'
import { listSamples } from './samples'
import { getHealth, getOpenApi, getSettings } from './settings'
import { cancelTestRead, checkConnection, generatedStreams, skipWait, testRead } from './test-reads'
import { validateManifest } from './validation'
import { getVersion, listVersions, publishVersion } from './versions'

/** All endpoints, by the name that the documentation gives them, in its order. */
export const contracts: Readonly<Record<string, Contract>> = {
  listProjects,
  createProject,
  getProject,
  getDeclared,
  renameProject,
  deleteProject,
  duplicateProject,
  listImporters,
  importDocuments,
  fetchDocument,
  importWithModel,
  previewPrompts,
  saveDraft,
  validateManifest,
  listEnvironments,
  createEnvironment,
  renameEnvironment,
  deleteEnvironment,
  saveTestValues,
  testRead,
  generatedStreams,
  cancelTestRead,
  skipWait,
  checkConnection,
  explainFailedCall,
  previewExplanation,
  listRuns,
  getRunEvents,
  publishVersion,
  listVersions,
  getVersion,
  listExportTargets,
  exportProject,
  listPermissions,
  grantPermission,
  revokePermission,
  listSamples,
  getSettings,
  getModelSettings,
  saveModelSettings,
  deleteModelSettings,
  permitModelTarget,
  tryModel,
  getHealth,
  getOpenApi,
}
