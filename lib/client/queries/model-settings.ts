import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  deleteModelSettings,
  getModelSettings,
  type ModelSettings,
  permitModelTarget,
  saveModelSettings,
  tryModel,
} from '../../contracts/model-settings'
import { call } from '../call'

export const modelQueries = {
  /** Which model is asked; of its key only that it is set. */
  settings: () =>
    queryOptions({
      queryKey: ['settings', 'model'],
      queryFn: ({ signal }) => call(getModelSettings, { signal }),
    }),
}

/** Chooses the model. The key goes in and never comes out. */
export function useSaveModelSettings() {
  return useModelMutation((body: z.input<typeof saveModelSettings.body>) =>
    call(saveModelSettings, { body }),
  )
}

/** Forgets the saved model and its key. */
export function useDeleteModelSettings() {
  return useModelMutation(() => call(deleteModelSettings, {}))
}

/** Permits the private address of the endpoint. */
export function usePermitModelTarget() {
  return useModelMutation((target: string) => call(permitModelTarget, { body: { target } }))
}

/** Asks the model one small question; what goes wrong at the endpoint is in the answer. */
export function useTryModel() {
  return useMutation({ mutationFn: () => call(tryModel, {}) })
}

function useModelMutation<Input>(change: (input: Input) => Promise<ModelSettings>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (settings) => queryClient.setQueryData(modelQueries.settings().queryKey, settings),
  })
}
