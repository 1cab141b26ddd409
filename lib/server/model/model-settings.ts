import 'server-only'
import type { ModelSettings } from '../../contracts/model-settings'
import type { StoredModel } from '../data/model-settings'
import * as store from '../data/model-settings'
import type { Owner } from '../data/rows'
import { env } from '../env'
import { AppError } from '../errors'
import { refuseMask } from '../secrets/refuse-mask'
import { permissionNeeded, requireCallable } from './model-egress'
import { type ChosenModel, chosenModel, isSameOrigin } from './model-endpoint'

/** Which model is asked. Of its key only that it is set. */
export async function modelSettings(owner: Owner): Promise<ModelSettings> {
  const stored = await store.find(owner)
  const chosen = chosenModel(stored)
  const { source, baseUrl, model, permitted } = chosen
  const key = keyView(stored, chosen)
  const needed = baseUrl === undefined ? undefined : permissionNeeded(baseUrl, permitted)
  return {
    source,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(model !== undefined && { model }),
    ...(key && { key }),
    isReady: baseUrl !== undefined && model !== undefined,
    ...(needed !== undefined && { needsPermission: needed }),
  }
}

/**
 * Saves which model is asked. A saved key stays with its origin: another origin starts without one.
 *
 * @throws AppError `target_never_allowed`, `invalid_request`, or `secret_is_mask` for dots
 */
export async function saveModelSettings({
  workspaceId,
  baseUrl: address,
  model,
  key,
}: Owner & {
  readonly baseUrl: string
  readonly model: string
  readonly key?: string | null | undefined
}): Promise<ModelSettings> {
  const baseUrl = address.replace(/\/+$/, '')
  requireCallable(baseUrl)
  refuseMask('The key', key ?? null)
  const before = await store.find({ workspaceId })
  const isElsewhere = !before?.baseUrl || !isSameOrigin(before.baseUrl, baseUrl)
  await store.save({ workspaceId, baseUrl, model, key: key ?? (isElsewhere ? null : key) })
  return modelSettings({ workspaceId })
}

/**
 * Permits the private address of the endpoint that counts now.
 *
 * @throws AppError `invalid_request` for another address, `target_never_allowed`
 */
export async function permitModelTarget({
  workspaceId,
  target,
}: Owner & { readonly target: string }): Promise<ModelSettings> {
  const { baseUrl } = chosenModel(await store.find({ workspaceId }))
  if (baseUrl === undefined || requireCallable(baseUrl) !== target) {
    throw new AppError('invalid_request', `${target} is not the address of the endpoint`)
  }
  await store.permit({ workspaceId, target })
  return modelSettings({ workspaceId })
}

/** Forgets the saved model, its key and its permission. */
export async function deleteModelSettings(owner: Owner): Promise<ModelSettings> {
  await store.remove(owner)
  return modelSettings(owner)
}

function keyView(stored: StoredModel | null, chosen: ChosenModel): ModelSettings['key'] {
  const changedAt = stored?.keyChangedAt
  if (chosen.source === 'saved' && changedAt) {
    return { isSet: true, source: 'saved', changedAt: changedAt.toISOString() }
  }
  const isGiven = chosen.takesEnvironmentKey && env().model.key !== ''
  return isGiven ? { isSet: true, source: 'environment' } : undefined
}
