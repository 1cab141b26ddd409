import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { explainFailedCall, previewExplanation } from '../../contracts/explanations'
import { call } from '../call'

type About = z.input<typeof explainFailedCall.body>

/** Asks the model why a call failed; what goes wrong at the model is in the answer. */
export function useExplainFailedCall(projectId: string) {
  return useMutation({
    mutationFn: ({ body, signal }: { body: About; signal: AbortSignal }) =>
      call(explainFailedCall, { params: { projectId }, body, signal }),
  })
}

/** The exact question that would be asked; nothing is sent to the model. */
export function usePreviewExplanation(projectId: string) {
  return useMutation({
    mutationFn: (body: About) => call(previewExplanation, { params: { projectId }, body }),
  })
}
