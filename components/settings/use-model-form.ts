'use client'

import { useState } from 'react'
import {
  useDeleteModelSettings,
  usePermitModelTarget,
  useSaveModelSettings,
  useTryModel,
} from '@/lib/client/queries/model-settings'
import type { ModelSettings } from '@/lib/contracts/model-settings'

interface Values {
  readonly baseUrl: string
  readonly model: string
  /** Typed just now; a key that is stored is never here. `null` clears it. */
  readonly key: string | null | undefined
}

export type ModelForm = ReturnType<typeof useModelForm>

/** What is typed over the settings, and what can be done with it. */
export function useModelForm(settings: ModelSettings) {
  const [typed, setTyped] = useState<Partial<Values>>({})
  const save = useSaveModelSettings()
  const remove = useDeleteModelSettings()
  const permit = usePermitModelTarget()
  const trial = useTryModel()
  const { baseUrl = settings.baseUrl ?? '', model = settings.model ?? '', key } = typed
  const isDirty =
    baseUrl !== (settings.baseUrl ?? '') ||
    model !== (settings.model ?? '') ||
    key === null ||
    (key ?? '') !== ''
  const keyChange = key === '' || key === undefined ? {} : { key }

  return {
    values: { baseUrl, model, key } satisfies Values,
    change(next: Partial<Values>) {
      setTyped((before) => ({ ...before, ...next }))
      trial.reset()
    },
    isDirty,
    missing: missingOf(baseUrl, model),
    save,
    remove,
    permit,
    trial,
    isBusy: save.isPending || trial.isPending,
    saveAndTry() {
      if (missingOf(baseUrl, model)) return
      if (!isDirty) return trial.mutate()
      save.mutate(
        { baseUrl, model, ...keyChange },
        {
          onSuccess: () => {
            setTyped({})
            trial.mutate()
          },
        },
      )
    },
    removeIt() {
      trial.reset()
      remove.mutate(undefined, { onSuccess: () => setTyped({}) })
    },
    permitAndTry(target: string) {
      permit.mutate(target, { onSuccess: () => trial.mutate() })
    },
  }
}

function missingOf(baseUrl: string, model: string): string | undefined {
  if (baseUrl.trim() === '') return 'Give an endpoint first'
  return model.trim() === '' ? 'Name a model first' : undefined
}
