'use client'

import { useEffect, useRef } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
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
  const editor = useRef<Editor>(null)
  const place = useRef(onPlace)
  place.current = onPlace

  useEffect(() => {
    if (host.current === null) return
    const created = createEditor(host.current, document, (path) => place.current(path))
    editor.current = created.editor
    return () => {
      editor.current = null
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
    guides: { indentation: false },
    ariaLabel: 'The manifest as YAML. Escape, then Tab leaves the editor.',
  })
  const unbind = bindEditor(monaco, editor, document)
  const click = editor.onMouseDown((event) => {
    const position = event.target.position
    if (position) onPlace(document.pathAt(model.getOffsetAt(position)))
  })
  const leave = editor.onKeyDown((event) => {
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
function useMarkedLines(
  editor: { readonly current: Editor | null },
  station: ManifestPath | undefined,
) {
  const { document } = useBuilder()
  const { focus } = useSelection()
  const { revision } = useManifestSnapshot()
  const marked = useRef<ReturnType<Editor['createDecorationsCollection']>>(null)
  const shown = useRef<string>(undefined)
  useEffect(() => {
    const current = editor.current
    if (current === null) return
    void revision
    marked.current ??= current.createDecorationsCollection()
    const lines = (path: ManifestPath | undefined) =>
      path === undefined ? undefined : document.rangeOf(resolvePath(document, path))
    const soft = lines(station)
    const strong = lines(focus)
    const decoration = (range: { startLine: number; endLine: number }, className: string) => ({
      range: new monaco.Range(range.startLine, 1, range.endLine, 1),
      options: { isWholeLine: true, className },
    })
    marked.current.set([
      ...(soft ? [decoration(soft, 'yaml-station')] : []),
      ...(strong ? [decoration(strong, 'yaml-focus')] : []),
    ])
    // Typing elsewhere must not scroll the text away from its reader.
    const target = strong ?? soft
    const key = String(focus ?? station)
    if (target && shown.current !== key && !current.hasTextFocus()) {
      current.revealLineInCenterIfOutsideViewport(target.startLine)
    }
    shown.current = key
  }, [editor, document, station, focus, revision])
}
