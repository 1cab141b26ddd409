import { expect, test } from 'vitest'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { DraftSaver, type SaveOutcome } from './draft-saver'

/** A server that answers as told, and a clock that only moves when asked to. */
function studio(text: string, answers: SaveOutcome[] = []) {
  const document = new ManifestDocument(text)
  const sent: { text: string; baseRevision: number }[] = []
  const kept: (string | undefined)[] = []
  let pending: (() => void) | undefined
  const saver = new DraftSaver({
    document,
    saved: { text, revision: 1, savedAt: '2026-01-01T00:00:00Z' },
    save: async (body) => {
      sent.push(body)
      return (
        answers.shift() ?? {
          kind: 'saved',
          revision: body.baseRevision + 1,
          savedAt: '2026-01-02T00:00:00Z',
        }
      )
    },
    keep: (unsaved) => kept.push(unsaved?.text),
    later: (task) => {
      pending = task
      return () => {
        pending = undefined
      }
    },
  })
  saver.start()
  const pass = async () => {
    const task = pending
    pending = undefined
    task?.()
    for (let turn = 0; turn < 5; turn++) await Promise.resolve()
  }
  return { document, saver, sent, kept, pass, isWaiting: () => pending !== undefined }
}
const theirs = (text: string) => ({ text, revision: 7, savedAt: '2026-01-03T00:00:00Z' })

test('a change is saved after a pause, and kept in the browser until then', async () => {
  const { document, saver, sent, kept, pass } = studio('a: 1\n')
  document.set(['a'], 2)
  expect(saver.getSnapshot().kind).toBe('unsaved')
  expect(kept.at(-1)).toBe('a: 2\n')
  await pass()
  expect(sent).toEqual([{ text: 'a: 2\n', baseRevision: 1 }])
  expect(saver.getSnapshot()).toEqual({ kind: 'saved', at: '2026-01-02T00:00:00Z' })
  expect(kept.at(-1)).toBeUndefined()
})

test('text that is no YAML is saved too', async () => {
  const { document, sent, pass } = studio('a: 1\n')
  document.replaceText('a: [1\n')
  await pass()
  expect(sent[0]?.text).toBe('a: [1\n')
})

test('going back to what was saved needs no saving', async () => {
  const { document, saver, sent, pass } = studio('a: 1\n')
  document.set(['a'], 2)
  document.undo()
  await pass()
  expect(sent).toEqual([])
  expect(saver.getSnapshot().kind).toBe('saved')
})

test('without a connection it tries again and keeps the text', async () => {
  const { document, saver, sent, kept, pass } = studio('a: 1\n', [{ kind: 'offline' }])
  document.set(['a'], 2)
  await pass()
  expect(saver.getSnapshot().kind).toBe('offline')
  expect(kept.at(-1)).toBe('a: 2\n')
  await pass()
  expect(sent).toHaveLength(2)
  expect(saver.getSnapshot().kind).toBe('saved')
})

test('changes elsewhere that touch other lines can both stay', async () => {
  const text = 'a: 1\nb: 1\nc: 1\n'
  const conflict = { kind: 'conflict' as const, theirs: theirs('a: 1\nb: 1\nc: 3\n') }
  const { document, saver, sent, pass } = studio(text, [conflict])
  document.set(['a'], 2)
  await pass()
  expect(saver.getSnapshot()).toMatchObject({ kind: 'conflict', merged: 'a: 2\nb: 1\nc: 3\n' })
  saver.resolve('merged')
  await pass()
  expect(sent.at(-1)).toEqual({ text: 'a: 2\nb: 1\nc: 3\n', baseRevision: 7 })
  document.undo()
  expect(document.getSnapshot().text).toBe('a: 2\nb: 1\nc: 1\n')
})

test('nothing is saved over a conflict that nobody decided', async () => {
  const conflict = { kind: 'conflict' as const, theirs: theirs('a: 9\n') }
  const { document, saver, sent, pass, isWaiting } = studio('a: 1\n', [conflict])
  document.set(['a'], 2)
  await pass()
  expect(saver.getSnapshot()).toMatchObject({ kind: 'conflict', merged: undefined })
  document.set(['a'], 3)
  expect(isWaiting()).toBe(false)
  saver.resolve('theirs')
  expect(document.getSnapshot().text).toBe('a: 9\n')
  expect(sent).toHaveLength(1)
  document.undo()
  expect(document.getSnapshot().text).toBe('a: 3\n')
})

test('a newer text that is the same is no conflict', () => {
  const { saver } = studio('a: 1\n')
  saver.meet(theirs('a: 1\n'))
  expect(saver.getSnapshot().kind).toBe('saved')
  expect(saver.revision).toBe(7)
})
