'use client'

import { Paperclip } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../ui/button'
import { TextField } from '../ui/text-field'
import { RecognisedRow } from './recognised-row'
import { usePastedManifest } from './use-pasted-manifest'

interface PasteBoxProps {
  isBusy: boolean
  onCreate: (name: string, text: string) => void
}

/** Takes a manifest as text or file, and says at once what it is. */
export function PasteBox({ isBusy, onCreate }: PasteBoxProps) {
  const pasted = usePastedManifest()
  const { text, name, found, missing } = pasted
  const [isOver, setOver] = useState(false)
  const create = () => {
    if (missing === undefined && !isBusy) onCreate(name.trim(), text)
  }
  return (
    <section
      aria-label="Manifest"
      className={isOver ? 'paste over' : 'paste'}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void pasted.take(event.dataTransfer.files[0])
      }}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) create()
      }}
    >
      <textarea
        aria-label="Manifest as YAML or JSON"
        placeholder={'version: 6.1.0\ntype: DeclarativeSource\nstreams: …'}
        spellCheck={false}
        maxLength={pasted.charactersMax}
        value={text}
        onChange={(event) => pasted.setText(event.target.value)}
      />
      {found && (
        <div className="gots">
          <RecognisedRow found={found} fileName={pasted.fileName} onRemove={pasted.clear} />
          <div className="name-it">
            <TextField label="Name" value={name} maxLength={200} onChange={pasted.setName} />
          </div>
        </div>
      )}
      {pasted.trouble && <p className="strip warn">{pasted.trouble}</p>}
      <div className="foot">
        <FileButton onFile={pasted.take} />
        <span className="s12 t3 hide-n">or drop it here</span>
        <span className="grow" />
        <span className="s12 t3">Nothing is called yet</span>
        <Button
          variant="primary"
          keys="mod+enter"
          isBusy={isBusy}
          disabledReason={missing}
          onClick={create}
        >
          Create connector
        </Button>
      </div>
    </section>
  )
}

function FileButton({ onFile }: { onFile: (file: File | undefined) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File of the manifest"
        accept=".yaml,.yml,.json,text/yaml,application/json"
        onChange={(event) => {
          void onFile(event.target.files?.[0])
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
        Choose a file
      </Button>
    </>
  )
}
