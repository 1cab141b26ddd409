import type { ExportTarget } from './export-target'

/** The manifest exactly as it was edited, byte for byte: comments, order and quoting included. */
export const manifestYaml: ExportTarget = {
  name: 'manifest',
  title: 'manifest.yaml',
  description: 'The manifest exactly as edited. The Airbyte engine runs it.',
  fileName: () => 'manifest.yaml',
  render: ({ text }) => ({ fileName: 'manifest.yaml', mediaType: 'application/yaml', text }),
}
