'use client'

import { ChevronDown, ChevronUp, Copy, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { CallView, TestRead } from '@/lib/testread/test-read'
import { Button, IconButton } from '../ui/button'
import { countOf, formatDuration } from '../ui/measures'
import { Segmented } from '../ui/segmented'
import { CallBody } from './call-body'
import { CallStatus } from './call-row'
import { requestLine, sliceLabel, sliceOf } from './call-words'
import { curlCommand } from './curl'
import { HeadersTable, QueryTable } from './exchange-tables'
import type { PanelPicking } from './panel-picking'
import type { BodyKeys } from './tree-rows'

interface CallDetailProps {
  call: CallView
  read: TestRead
  picking: PanelPicking | undefined
  reveal: BodyKeys | undefined
  /** To the call before (-1) or after (1) this one. */
  onStep: (by: number) => void
  onClose: () => void
}

type Side = 'response' | 'request'
type Part = 'body' | 'headers' | 'raw'

const sides = [
  { value: 'response', label: 'Response' },
  { value: 'request', label: 'Request' },
] as const

/** One call, whole: what was sent, what came, and why it was decided so. */
export function CallDetail(props: CallDetailProps) {
  const { call, read, picking, reveal, onStep, onClose } = props
  const [side, setSide] = useState<Side>('response')
  const [part, setPart] = useState<Part>('body')
  const headers = side === 'request' ? call.sent.headers : (call.response?.headers ?? [])
  const onKeyDown = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement
    if (event.key === '[' && !isTyping) onStep(-1)
    else if (event.key === ']' && !isTyping) onStep(1)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <section className="call-detail" aria-label={`Call ${call.call}`} onKeyDown={onKeyDown}>
      <header>
        <div className="row">
          <CallStatus call={call} isAlone />
          <code className="cut grow" title={call.sent.url}>
            {requestLine(call)}
          </code>
          <Button
            size="sm"
            icon={<Copy className="i s" />}
            onClick={() => void navigator.clipboard.writeText(curlCommand(call.sent))}
          >
            cURL
          </Button>
          <IconButton
            size="sm"
            label="Previous call"
            icon={<ChevronUp className="i s" />}
            onClick={() => onStep(-1)}
          />
          <IconButton
            size="sm"
            label="Next call"
            icon={<ChevronDown className="i s" />}
            onClick={() => onStep(1)}
          />
          <IconButton size="sm" label="Close" icon={<X className="i s" />} onClick={onClose} />
        </div>
        <p className="s12 t2 mt-1">{callSentence(call, read)}</p>
      </header>
      <div className="bar">
        <Segmented label="Side" size="sm" value={side} choices={sides} onChange={setSide} />
        <span className="grow" />
        <Segmented
          label="Part"
          size="sm"
          value={part}
          choices={[
            { value: 'body', label: 'Body' },
            { value: 'headers', label: `Headers ${headers.length}` },
            { value: 'raw', label: 'Raw' },
          ]}
          onChange={setPart}
        />
      </div>
      {part === 'headers' ? (
        <div className="scroll pad">
          {side === 'request' && <QueryTable url={call.sent.url} />}
          <HeadersTable headers={headers} />
        </div>
      ) : (
        <CallBody
          key={`${side}${part}`}
          call={call}
          read={read}
          side={side}
          isRaw={part === 'raw'}
          picking={picking}
          reveal={reveal}
        />
      )}
    </section>
  )
}

/** `Call 9 · slice ord_10707, page 1 · 50 records · 96 ms · accept: status 200`. */
function callSentence(call: CallView, read: TestRead): string {
  const slice = sliceOf(call, read)
  const page = read.slices
    .flatMap((each) => [...each.pages, ...(each.proofPage ? [each.proofPage] : [])])
    .find((each) => each.call === call.call)
  const place = [
    slice && `slice ${sliceLabel(slice)}`,
    call.place.page !== undefined && `page ${call.place.page + 1}`,
  ].filter(Boolean)
  return [
    `Call ${call.call}`,
    place.join(', '),
    page && countOf(page.foundCount, 'record'),
    call.endMs !== undefined && formatDuration(call.endMs - call.startMs),
    call.failure?.message,
    call.action && (call.reason ? `${call.action}: ${call.reason}` : call.action),
  ]
    .filter(Boolean)
    .join(' · ')
}
