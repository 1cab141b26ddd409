import { queryOptions } from '@tanstack/react-query'
import { getSettings } from '../../contracts/settings'
import { call } from '../call'

export const settingsQueries = {
  /** How this installation is set up; it changes only with a restart. */
  installation: () =>
    queryOptions({
      queryKey: ['settings'],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: ({ signal }) => call(getSettings, { signal }),
    }),
}
