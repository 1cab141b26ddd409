/** What is exported: a text of a project, and what the project is called. */
export interface ExportSource {
  readonly projectName: string
  readonly text: string
}

/** A file to save. */
export interface ExportFile {
  readonly fileName: string
  readonly mediaType: string
  readonly text: string
}

/** A way to take a connector out of the studio. */
export interface ExportTarget {
  /** Stands in the address of the download. */
  readonly name: string
  readonly title: string
  readonly description: string
  readonly fileName: (source: Pick<ExportSource, 'projectName'>) => string
  readonly render: (source: ExportSource) => ExportFile
}
