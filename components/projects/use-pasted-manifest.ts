'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import { recogniseManifest } from './recognise-manifest'

const charactersMax = 10_000_000
const fallbackName = 'Untitled connector'

/** A manifest that was typed, pasted or dropped, with what it turned out to be. */
export function usePastedManifest() {
  const [text, setText] = useState('')
  const [typedName, setTypedName] = useState<string>()
  const [fileName, setFileName] = useState<string>()
  const [trouble, setTrouble] = useState<string>()
  const settled = useDeferredValue(text)
  const found = useMemo(
    () => (settled.trim() === '' ? undefined : recogniseManifest(settled)),
    [settled],
  )
  const title = found?.kind === 'manifest' ? found.title : undefined
  const name = typedName ?? title ?? (fileName ? nameOfFile(fileName) : fallbackName)

  return {
    text,
    setText,
    name,
    setName: setTypedName,
    fileName,
    found,
    /** Why a file was not taken. */
    trouble,
    /** Why nothing can be made of it yet. */
    missing: missingOf(text, name),
    charactersMax,
    async take(file: File | undefined) {
      if (!file) return
      if (file.size > charactersMax) {
        setTrouble(`${file.name} is larger than 10 MB`)
        return
      }
      setTrouble(undefined)
      setFileName(file.name)
      setText(await file.text())
    },
    clear() {
      setText('')
      setFileName(undefined)
      setTypedName(undefined)
    },
  }
}

function missingOf(text: string, name: string): string | undefined {
  if (text.trim() === '') return 'Paste a manifest first'
  return name.trim() === '' ? 'A name needs a character' : undefined
}

const nameOfFile = (fileName: string) =>
  fileName.replace(/\.(ya?ml|json)$/i, '').replace(/^manifest$/i, '') || fallbackName
