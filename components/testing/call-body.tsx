'use client'

import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import { parseJson } from '@/lib/engine/values/json'
import type { Json } from '@/lib/engine/values/value'
import type { CallView, TestRead } from '@/lib/testread/test-read'
import { Button } from '../ui/button'
import { formatBytes } from '../ui/measures'
import { Notice } from '../ui/notice'
import { bodyValueAt } from './body-path'
import { BodyTree } from './body-tree'
import type { PanelPicking } from './panel-picking'
import { type OpenPick, PickMenu } from './pick-menu'
import { downloadText } from './record-export'
import type { BodyKeys } from './tree-rows'

interface CallBodyProps {
  call: CallView
  read: TestRead
  side: 'request' | 'response'
  isRaw: boolean
  picking: PanelPicking | undefined
  /** A place in the response to go to. */
  reveal?: BodyKeys | undefined
}

/** A body as a tree where it is JSON, as text where it is not. */
export function CallBody(props: CallBodyProps) {
  const { call, read, side, isRaw, picking, reveal } = props
  const text = side === 'request' ? (call.sent.body ?? '') : (call.response?.bodyText ?? '')
  const json = useMemo(() => (isRaw ? undefined : readJson(text)), [text, isRaw])
  const marks = useMemo(
    () => (side === 'response' ? marksOf(call, read, picking) : new Map()),
    [call, read, side, picking],
  )

  // Only what the stream itself was answered says something about it.
  const isOwn = side === 'response' && isOf(call, read)

  if (side === 'response' && !call.response) {
    const why = call.failure?.message ?? 'No answer yet.'
    return <p className="strip">{why}</p>
  }
  if (text === '') return <p className="strip">No body.</p>
  return (
    <>
      {side === 'response' && <CutNotice call={call} text={text} />}
      {json ? (
        <PickableBody
          key={reveal?.join('.') ?? ''}
          value={json.value}
          marks={marks}
          reveal={reveal}
          picking={isOwn ? picking : undefined}
          read={read}
        />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long text has to scroll by keyboard
        <pre className="scroll raw" tabIndex={0}>
          {text}
        </pre>
      )}
    </>
  )
}

interface PickableBodyProps {
  value: Json
  marks: ReadonlyMap<string, string>
  reveal: BodyKeys | undefined
  picking: PanelPicking | undefined
  read: TestRead
}

/** A body whose values can be pointed at. */
function PickableBody({ picking, read, ...tree }: PickableBodyProps) {
  const [pick, setPick] = useState<OpenPick>()
  const held = useMemo(
    () => (pick && picking ? heldAt(read, pick.node.keys) : []),
    [pick, picking, read],
  )
  return (
    <>
      <BodyTree
        {...tree}
        onPick={({ keys, value }, anchor) => setPick({ node: { keys, value }, anchor })}
      />
      <PickMenu pick={pick} picking={picking} held={held} onClose={() => setPick(undefined)} />
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
function marksOf(
  call: CallView,
  read: TestRead,
  picking: PanelPicking | undefined,
): Map<string, string> {
  const pages = read.slices.flatMap((slice) => [
    ...slice.pages,
    ...(slice.proofPage ? [slice.proofPage] : []),
  ])
  const signals = pages.find((page) => page.call === call.call)?.signals
  const marks = new Map<string, string>()
  const mark = (place: string | undefined, role: string) => {
    if (place !== undefined && !place.startsWith('header ')) marks.set(place, role)
  }
  mark(signals?.total?.place, 'total')
  mark(signals?.totalPages?.place, 'total pages')
  mark(signals?.next?.place, 'next page')
  mark(signals?.hasMore?.place, 'more?')
  mark(signals?.pageSize?.place, 'page size')
  if (!isOf(call, read) || !picking) return marks
  const { recordsPath, tokenPath, keys, cursorField } = picking
  if (tokenPath) marks.set(tokenPath.join('.'), 'next-page token')
  if (!recordsPath || recordsPath.includes('*')) return marks
  marks.set(recordsPath.join('.'), 'records')
  const first = [...recordsPath, '0']
  for (const key of keys) marks.set([...first, ...key].join('.'), 'key')
  if (cursorField !== undefined) marks.set([...first, cursorField].join('.'), 'cursor')
  return marks
}

/** Whether a call asked for records of the stream itself. */
function isOf({ purpose, place }: CallView, read: TestRead): boolean {
  return place.stream === read.stream && (purpose === 'data' || purpose === 'proof')
}

const heldCallsMax = 20
const heldCharactersMax = 200_000

/** What a place of the body was in the responses of the stream; large ones are left out. */
function heldAt(read: TestRead, keys: BodyKeys): (Json | undefined)[] {
  return read.calls
    .filter((call) => isOf(call, read))
    .filter(({ action, response }) => action === 'accept' && response !== undefined)
    .slice(0, heldCallsMax)
    .flatMap(({ response }) => {
      const text = response?.bodyText ?? ''
      const body = text.length > heldCharactersMax ? undefined : readJson(text)
      return body ? [bodyValueAt(body.value, keys)] : []
    })
}
