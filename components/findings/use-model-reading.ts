'use client'

import { useEffect, useRef, useState } from 'react'
import { streamModelImport } from '@/lib/client/model-import'
import type { ImportDocument } from '@/lib/contracts/imports'
import { errorText } from '../layout/error-text'
import { afterEvent, beginReading, type ModelReading } from './model-reading'

/** Lets the model read documents; what it read counts as long as they stay the same object. */
export function useModelReading(documents: readonly ImportDocument[]) {
  const [current, setCurrent] = useState<{ of: typeof documents; reading: ModelReading }>()
  const abort = useRef<AbortController>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other documents end the reading
  useEffect(() => () => abort.current?.abort(), [documents])
  const reading = current?.of === documents ? current.reading : undefined

  const start = async (model: string) => {
    abort.current?.abort()
    const controller = new AbortController()
    abort.current = controller
    let next = beginReading(model)
    const show = (changed: ModelReading) => {
      next = changed
      if (abort.current === controller) setCurrent({ of: documents, reading: changed })
    }
    show(next)
    try {
      for await (const event of streamModelImport(documents, controller.signal)) {
        if (controller.signal.aborted) break
        show(afterEvent(next, event))
      }
      if (next.status === 'reading') show(endOf(next, controller.signal))
    } catch (error) {
      if (controller.signal.aborted) show(endOf(next, controller.signal))
      else show({ ...next, status: 'failed', failure: errorText(error) })
    }
  }

  return {
    reading,
    start: (model: string) => void start(model),
    /** Ends the calls at once; what came before stays. */
    cancel: () => abort.current?.abort(),
  }
}

function endOf(reading: ModelReading, signal: AbortSignal): ModelReading {
  if (signal.aborted) return { ...reading, status: 'cancelled' }
  return { ...reading, status: 'failed', failure: 'The connection to the studio ended early.' }
}
