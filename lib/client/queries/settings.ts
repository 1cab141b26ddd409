import { queryOptions } from '@tanstack/react-query'
import { listSamples } from '../../contracts/samples'
import { getSettings } from '../../contracts/settings'
import { call } from '../call'

export const settingsQueries = {
  detail: () =>
    queryOptions({
      queryKey: ['settings'],
      queryFn: ({ signal }) => call(getSettings, { signal }),
    }),
}

export const sampleQueries = {
  list: () =>
    queryOptions({ queryKey: ['samples'], queryFn: ({ signal }) => call(listSamples, { signal }) }),
}
