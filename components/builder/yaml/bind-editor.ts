import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { Problem } from '@/lib/manifest/problem'
import { textDifference } from '@/lib/manifest/text/text-difference'
import { hasSameItems } from '../problems/use-problem-list'
import { markersOf } from './markers'
import type { monaco } from './monaco'
import { TypedText } from './typed-text'

type Monaco = typeof monaco
type Editor = ReturnType<Monaco['editor']['create']>

const severities = { error: 'Error', warning: 'Warning', info: 'Info' } as const

/**
 * Makes editor and document one: typing goes into the document, changes of the document come back as
 * small edits that leave the cursor where it is, and undo is the document's.
 */
export function bindEditor(monaco: Monaco, editor: Editor, document: ManifestDocument): () => void {
  const model = editor.getModel()
  if (model === null) return () => undefined
  let isApplying = false
  let isTyping = false
  let marked: readonly Problem[] | undefined

  const text = new TypedText(() => {
    isTyping = true
    document.replaceText(model.getValue())
    isTyping = false
  })
  const typed = model.onDidChangeContent(() => {
    if (!isApplying) text.typed(model.getValueLength(), performance.now())
  })
  const follow = () => {
    // What is typed and not read yet must not be taken back.
    text.flush()
    const { text: now, problems } = document.getSnapshot()
    const change = isTyping ? undefined : textDifference(model.getValue(), now)
    if (change !== undefined) {
      isApplying = true
      const start = model.getPositionAt(change.from)
      const end = model.getPositionAt(change.to)
      const range = monaco.Range.fromPositions(start, end)
      model.applyEdits([{ range, text: change.insert }])
      isApplying = false
    }
    // Squiggles move with their text by themselves.
    if (marked !== undefined && hasSameItems(marked, problems)) return
    marked = problems
    mark()
  }
  const mark = () => {
    const { problems, text } = document.getSnapshot()
    const places = {
      text,
      rangeOf: (path: Parameters<typeof document.rangeOf>[0]) => document.rangeOf(path),
    }
    const markers = markersOf(problems, places).map(({ from, to, severity, message }) => {
      const start = model.getPositionAt(from)
      const end = model.getPositionAt(to)
      return {
        severity: monaco.MarkerSeverity[severities[severity]],
        message,
        startLineNumber: start.lineNumber,
        startColumn: start.column,
        endLineNumber: end.lineNumber,
        endColumn: end.column,
      }
    })
    monaco.editor.setModelMarkers(model, 'plumbline', markers)
  }
  const { KeyMod, KeyCode } = monaco
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, () => document.undo())
  editor.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, () => document.redo())
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyY, () => document.redo())
  // Running and saving take what is on screen.
  const commanded = editor.onKeyDown(({ ctrlKey, metaKey }) => {
    if (ctrlKey || metaKey) text.flush()
  })
  const blurred = editor.onDidBlurEditorText(() => text.flush())
  follow()
  const unsubscribe = document.subscribe(follow)
  return () => {
    text.flush()
    unsubscribe()
    blurred.dispose()
    commanded.dispose()
    typed.dispose()
  }
}
