import { queryOptions } from '@tanstack/react-query'
import { listSamples } from '../../contracts/samples'
import { call } from '../call'

export const sampleQueries = {
  list: () =>
    queryOptions({ queryKey: ['samples'], queryFn: ({ signal }) => call(listSamples, { signal }) }),
}
