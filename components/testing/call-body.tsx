'use client'

import { Download } from 'lucide-react'
import { useMemo } from 'react'
import { parseJson } from '@/lib/engine/values/json'
import type { Json } from '@/lib/engine/values/value'
import type { CallView, TestRead } from '@/lib/testread/test-read'
import { Button } from '../ui/button'
import { formatBytes } from '../ui/measures'
import { Notice } from '../ui/notice'
import { BodyTree } from './body-tree'
import { downloadText } from './record-export'

interface CallBodyProps {
  call: CallView
  read: TestRead
  side: 'request' | 'response'
  isRaw: boolean
}

/** A body as a tree where it is JSON, as text where it is not. */
export function CallBody({ call, read, side, isRaw }: CallBodyProps) {
  const text = side === 'request' ? (call.sent.body ?? '') : (call.response?.bodyText ?? '')
  const json = useMemo(() => (isRaw ? undefined : readJson(text)), [text, isRaw])
  const marks = useMemo(
    () => (side === 'response' ? marksOf(call, read) : new Map()),
    [call, read, side],
  )

  if (side === 'response' && !call.response) {
    const why = call.failure?.message ?? 'No answer yet.'
    return <p className="strip">{why}</p>
  }
  if (text === '') return <p className="strip">No body.</p>
  return (
    <>
      {side === 'response' && <CutNotice call={call} text={text} />}
      {json ? (
        <BodyTree value={json.value} marks={marks} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long text has to scroll by keyboard
        <pre className="scroll raw" tabIndex={0}>
          {text}
        </pre>
      )}
    </>
  )
}

function CutNotice({ call, text }: { call: CallView; text: string }) {
  const { response } = call
  if (!response?.isTruncated) return null
  const shown = new TextEncoder().encode(text).length
  return (
    <div className="pad">
      <Notice
        tone="warn"
        title={`Showing the first ${formatBytes(shown)} of ${formatBytes(response.bodyBytes)}`}
        actions={
          <Button
            size="sm"
            icon={<Download className="i s" />}
            onClick={() => downloadText(text, `call-${call.call}.txt`, 'text/plain')}
          >
            Download what is here
          </Button>
        }
      >
        All of it was read and every record counts. Only this view is cut.
      </Notice>
    </div>
  )
}

function readJson(text: string): { value: Json } | undefined {
  try {
    return { value: parseJson(text) }
  } catch {
    return undefined
  }
}

/** Paths of the body that the run took notice of, with their roles. */
function marksOf(call: CallView, read: TestRead): Map<string, string> {
  const pages = read.slices.flatMap((slice) => [
    ...slice.pages,
    ...(slice.proofPage ? [slice.proofPage] : []),
  ])
  const signals = pages.find((page) => page.call === call.call)?.signals
  const marks = new Map<string, string>()
  const mark = (place: string | undefined, role: string) => {
    if (place?.startsWith('body.')) marks.set(place.slice('body.'.length), role)
  }
  mark(signals?.total?.place, 'total')
  mark(signals?.totalPages?.place, 'total pages')
  mark(signals?.next?.place, 'next page')
  mark(signals?.hasMore?.place, 'more?')
  mark(signals?.pageSize?.place, 'page size')
  return marks
}
