'use client'

import { Paperclip } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { importCharactersMax } from '@/lib/contracts/imports'
import { Button } from '../ui/button'
import { TextField } from '../ui/text-field'
import { AddressRow } from './address-row'
import { DocumentRow } from './document-row'
import { RecognisedRow } from './recognised-row'
import type { usePasted } from './use-pasted'

export type Pasted = ReturnType<typeof usePasted>

interface PasteBoxProps {
  pasted: Pasted
  isBusy: boolean
  onCreate: (name: string, text: string) => void
  onShowFindings: () => void
}

/** Takes descriptions of an API and manifests, as text or files, and says at once what they are. */
export function PasteBox({ pasted, isBusy, onCreate, onShowFindings }: PasteBoxProps) {
  const [isOver, setOver] = useState(false)
  const { text, name, recognition } = pasted
  const findings = recognition.status === 'done' ? recognition.findings : undefined
  const missing = findings ? undefined : missingOf(pasted)
  const go = () => {
    if (missing !== undefined || isBusy) return
    if (findings) onShowFindings()
    else onCreate(name.trim(), text)
  }
  return (
    <section
      aria-label="Documents"
      className={isOver ? 'paste over' : 'paste'}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void pasted.take([...event.dataTransfer.files])
      }}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) go()
      }}
    >
      <textarea
        aria-label="Documents of the API, an address, or a manifest as YAML or JSON"
        placeholder={'https://api.example.com/openapi.json\n\ncurl https://api.example.com/orders'}
        spellCheck={false}
        maxLength={importCharactersMax}
        value={text}
        onChange={(event) => pasted.setText(event.target.value)}
      />
      <Found pasted={pasted} />
      {pasted.trouble && <p className="strip warn">{pasted.trouble}</p>}
      <div className="foot">
        <FileButton onFiles={pasted.take} />
        <span className="s12 t3 hide-n">or drop them here</span>
        <span className="grow" />
        <span className="s12 t3">Nothing is called yet</span>
        <Button
          variant="primary"
          keys="mod+enter"
          isBusy={isBusy || recognition.status === 'reading'}
          disabledReason={missing}
          onClick={go}
        >
          {findings ? 'See what was found' : 'Create connector'}
        </Button>
      </div>
    </section>
  )
}

function missingOf({ kind, documents, name, manifest, recognition }: Pasted): string | undefined {
  if (kind === 'nothing' && documents.length === 0) return 'Paste a document or a manifest first'
  if (kind === 'address' && documents.length === 0) return 'Fetch the document first'
  if (recognition.status === 'reading') return 'It is being read'
  if (!manifest) return 'None of these can be read'
  return name.trim() === '' ? 'A name needs a character' : undefined
}

/** What was recognised, one row each. */
function Found({ pasted }: { pasted: Pasted }): ReactNode {
  const { kind, text, manifest, recognition } = pasted
  if (manifest) {
    return (
      <div className="gots">
        <RecognisedRow
          found={manifest}
          fileName={pasted.fileName}
          onRemove={() => pasted.remove(0)}
        />
        <div className="name-it">
          <TextField label="Name" value={pasted.name} maxLength={200} onChange={pasted.setName} />
        </div>
      </div>
    )
  }
  const rows = recognition.status === 'done' ? recognition.recognised : []
  if (kind !== 'address' && rows.length === 0 && recognition.status !== 'failed') return null
  return (
    <>
      <ul className="gots" aria-label="What was recognised" aria-live="polite">
        {kind === 'address' && (
          <AddressRow
            key={text.trim()}
            url={text.trim()}
            onFetched={(document) => {
              pasted.setText('')
              pasted.add(document)
            }}
          />
        )}
        {rows.map((document, index) => (
          <DocumentRow
            key={document.name}
            document={document}
            onRemove={() => pasted.remove(index)}
          />
        ))}
      </ul>
      {recognition.status === 'failed' && <p className="strip warn">{recognition.message}</p>}
    </>
  )
}

function FileButton({ onFiles }: { onFiles: (files: readonly File[]) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label="Files"
        accept=".yaml,.yml,.json,.har,.md,.txt,.html,text/*,application/json"
        onChange={(event) => {
          void onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button
        variant="ghost"
        size="sm"
        className="-ml-2"
        icon={<Paperclip className="i s" />}
        onClick={() => input.current?.click()}
      >
        Add files
      </Button>
    </>
  )
}
