import { exportProject } from '@/lib/contracts/exports'
import { renderExport } from '@/lib/server/export-project'
import { handleDownload } from '@/lib/server/http/handle'

export const GET = handleDownload(exportProject, ({ user, params, query }) =>
  renderExport({ ...user, ...params, ...query }),
)
