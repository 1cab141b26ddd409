import type { StationName } from '@/lib/testread/test-read'

/** What the stations of the line are called on screen. */
export const stationTitles: Record<StationName, string> = {
  partitions: 'Partitions',
  request: 'Request',
  authentication: 'Authentication',
  pages: 'Pages',
  records: 'Records',
  transformations: 'Transformations',
  incremental: 'Incremental',
  errors: 'Errors & limits',
  schema: 'Schema & key',
}
