'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { TextRange } from '@/lib/manifest/problem'
import { useBuilder, useManifestSnapshot, useSelection } from '../manifest-context'
import { resolvePath } from '../references'
import { bindEditor } from './bind-editor'
import { followTheme } from './editor-theme'
import { manifestSchema } from './manifest-schema'
import { monaco, setYamlSchema } from './monaco'

type Editor = ReturnType<typeof monaco.editor.create>

interface YamlEditorProps {
  /** The station that is open, for the soft range. */
  station: ManifestPath | undefined
  /** Somebody clicked into the text. */
  onPlace: (path: ManifestPath) => void
}

/** The whole manifest as text. */
export function YamlEditor({ station, onPlace }: YamlEditorProps) {
  const { document } = useBuilder()
  const host = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor>()
  const place = useRef(onPlace)
  place.current = onPlace

  useEffect(() => {
    if (host.current === null) return
    const created = createEditor(host.current, document, (path) => place.current(path))
    setEditor(created.editor)
    return () => {
      setEditor(undefined)
      created.dispose()
    }
  }, [document])
  useMarkedLines(editor, station)
  return <div ref={host} className="yaml-host" />
}

function createEditor(
  host: HTMLElement,
  document: ManifestDocument,
  onPlace: (path: ManifestPath) => void,
) {
  const uri = monaco.Uri.parse('file:///manifest.yaml')
  monaco.editor.getModel(uri)?.dispose()
  const model = monaco.editor.createModel(document.getSnapshot().text, 'yaml', uri)
  const unfollow = followTheme(monaco)
  const editor = monaco.editor.create(host, {
    model,
    automaticLayout: true,
    minimap: { enabled: false },
    fontFamily: 'JetBrains Mono Variable, JetBrains Mono, monospace',
    fontSize: 12,
    lineHeight: 20,
    tabSize: 2,
    scrollBeyondLastLine: false,
    renderLineHighlight: 'none',
    overviewRulerBorder: false,
    padding: { top: 8, bottom: 8 },
    fixedOverflowWidgets: true,
    stickyScroll: { enabled: false },
    bracketPairColorization: { enabled: false },
    guides: { indentation: false },
    ariaLabel: 'The manifest as YAML. Escape, then Tab leaves the editor.',
  })
  const unbind = bindEditor(monaco, editor, document)
  const click = editor.onMouseDown((event) => {
    const position = event.target.position
    if (position) onPlace(document.pathAt(model.getOffsetAt(position)))
  })
  const leave = editor.onKeyDown((event) => {
    // Tab itself must find the mode that Escape set before it.
    if (event.keyCode === monaco.KeyCode.Tab || event.keyCode === monaco.KeyCode.Shift) return
    editor.updateOptions({ tabFocusMode: event.keyCode === monaco.KeyCode.Escape })
  })
  void setYamlSchema(manifestSchema())
  return {
    editor,
    dispose: () => {
      unbind()
      unfollow()
      click.dispose()
      leave.dispose()
      editor.dispose()
      model.dispose()
    },
  }
}

/** The lines of the open station softly, those of the field in focus strongly. */
function useMarkedLines(editor: Editor | undefined, station: ManifestPath | undefined) {
  const { document } = useBuilder()
  const { focus } = useSelection()
  useManifestSnapshot()
  const marked = useMemo(() => editor?.createDecorationsCollection(), [editor])
  const soft = linesOf(document, station)
  const strong = linesOf(document, focus)
  const lines = JSON.stringify(
    [soft, strong].map((range) => range && [range.startLine, range.endLine]),
  )

  useEffect(() => {
    const [softLines, strongLines] = JSON.parse(lines) as (LinePair | null)[]
    marked?.set([
      ...(softLines ? [whole(softLines, 'yaml-station')] : []),
      ...(strongLines ? [whole(strongLines, 'yaml-focus')] : []),
    ])
  }, [marked, lines])

  const target = String(focus ?? station ?? '')
  const line = (strong ?? soft)?.startLine
  useEffect(() => {
    // Typing in the text must not scroll it away from its reader.
    if (target === '' || line === undefined || editor?.hasTextFocus()) return
    editor?.revealLineInCenterIfOutsideViewport(line)
  }, [editor, target, line])
}

function linesOf(
  document: ManifestDocument,
  path: ManifestPath | undefined,
): TextRange | undefined {
  return path && document.rangeOf(resolvePath(document, path))
}

type LinePair = readonly [first: number, last: number]

function whole([first, last]: LinePair, className: string) {
  return {
    range: new monaco.Range(first, 1, last, 1),
    options: { isWholeLine: true, className },
  }
}
