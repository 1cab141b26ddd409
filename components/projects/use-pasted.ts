'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import { type ImportDocument, importCharactersMax } from '@/lib/contracts/imports'
import { pastedKind, saysOpenApi } from './pasted-kind'
import { recogniseManifest } from './recognise-manifest'
import { useRecognition } from './use-recognition'

const fallbackName = 'Untitled connector'

interface NamedText {
  readonly name: string
  readonly text: string
}

/** What was typed, pasted, dropped or fetched, with what it turned out to be. */
export function usePasted() {
  const [text, setText] = useState('')
  const [fileName, setFileName] = useState<string>()
  const [added, setAdded] = useState<readonly NamedText[]>([])
  const [typedName, setTypedName] = useState<string>()
  const [trouble, setTrouble] = useState<string>()
  const settled = useDeferredValue(text)
  const kind = pastedKind(settled)
  const documents = useMemo(
    () => documentsOf({ text: settled, fileName }, added),
    [settled, fileName, added],
  )
  const isAlone = added.length === 0
  const recognition = useRecognition(kind === 'manifest' && isAlone ? noDocuments : documents)
  const isManifest =
    isAlone &&
    (kind === 'manifest' ||
      (recognition.status === 'done' && !recognition.findings && !saysOpenApi(settled)))
  const manifest = useMemo(
    () => (isManifest && settled.trim() !== '' ? recogniseManifest(settled) : undefined),
    [isManifest, settled],
  )
  const title = manifest?.kind === 'manifest' ? manifest.title : undefined

  return {
    text,
    setText(next: string) {
      setText(next)
      if (next.trim() === '') setFileName(undefined)
    },
    fileName,
    name: typedName ?? title ?? (fileName ? nameOfFile(fileName) : fallbackName),
    setName: setTypedName,
    kind,
    documents,
    recognition,
    /** When the text is a manifest, or is to be taken for one. */
    manifest,
    /** Why a file was not taken. */
    trouble,
    add: (document: NamedText) => setAdded((all) => [...all, document]),
    async take(files: readonly File[]) {
      const isEmpty = text.trim() === ''
      const tooLarge = files.find((file) => file.size > importCharactersMax)
      setTrouble(tooLarge && `${tooLarge.name} is larger than 20 MB`)
      const read = await Promise.all(
        files
          .filter((file) => file.size <= importCharactersMax)
          .map(async (file) => ({ name: file.name, text: await file.text() })),
      )
      const [first, ...others] = read
      if (first && isEmpty) {
        setText(first.text)
        setFileName(first.name)
      }
      setAdded((all) => [...all, ...(isEmpty ? others : read)])
    },
    /** Takes away the document at a place of `documents`. */
    remove(index: number) {
      const isTyped = settled.trim() !== '' && kind !== 'address'
      if (isTyped && index === 0) {
        setText('')
        setFileName(undefined)
        setTypedName(undefined)
        return
      }
      setAdded((all) => all.filter((_, place) => place !== index - (isTyped ? 1 : 0)))
    },
  }
}

const noDocuments: readonly ImportDocument[] = []

function documentsOf(
  typed: { text: string; fileName: string | undefined },
  added: readonly NamedText[],
): readonly ImportDocument[] {
  const { text, fileName } = typed
  const kind = pastedKind(text)
  if (kind === 'nothing' || kind === 'address') return added.length > 0 ? added : noDocuments
  return [{ ...(fileName !== undefined && { name: fileName }), text }, ...added]
}

const nameOfFile = (fileName: string) =>
  fileName.replace(/\.(ya?ml|json)$/i, '').replace(/^manifest$/i, '') || fallbackName
