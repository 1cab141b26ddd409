'use client'

import { useState } from 'react'
import type { EvidenceView, FoundStream } from '@/lib/contracts/imports'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Confidence } from '../ui/confidence'
import { Checkbox } from '../ui/toggle'
import { ByModel } from './by-model'
import { pagesWords, recordsWords } from './fact-words'

interface FoundStreamsTableProps {
  /** Those that the search leaves, in their order. */
  streams: readonly FoundStream[]
  chosen: ReadonlySet<string>
  onToggle: (names: readonly string[], isChosen: boolean) => void
  onOpen: (evidence: EvidenceView) => void
}

/** Rows that are drawn at first; documents with thousands of operations exist. */
const rowsAtFirst = 300

/** The streams that were found, best first, with what is known of each. */
export function FoundStreamsTable(props: FoundStreamsTableProps) {
  const { streams, chosen, onToggle } = props
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? streams : streams.slice(0, rowsAtFirst)
  const count = streams.filter(({ name }) => chosen.has(name)).length
  const isAll = streams.length > 0 && count === streams.length
  return (
    <>
      <table className="list cand">
        <thead>
          <tr>
            <th>
              <Checkbox
                isChecked={count > 0 && !isAll ? 'mixed' : isAll}
                label={<span className="sr">All streams shown</span>}
                onChange={() =>
                  onToggle(
                    streams.map(({ name }) => name),
                    !isAll,
                  )
                }
              />
            </th>
            <th>Stream</th>
            <th>Records at</th>
            <th>Key</th>
            <th className="hide-n">Cursor</th>
            <th>Pages</th>
            <th>Sure?</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((stream) => (
            <FoundStreamRow key={stream.name} stream={stream} {...props} />
          ))}
        </tbody>
      </table>
      {shown.length < streams.length && (
        <div className="pad-l">
          <Button size="sm" onClick={() => setShowsAll(true)}>
            Show all {streams.length.toLocaleString('en')} streams
          </Button>
        </div>
      )}
    </>
  )
}

type FoundStreamRowProps = FoundStreamsTableProps & { stream: FoundStream }

function FoundStreamRow({ stream, chosen, onToggle, onOpen }: FoundStreamRowProps) {
  const { name, title, method, path, parents, isList, inputs } = stream
  const { records, key, cursor, pages, confidence } = stream
  const isChosen = chosen.has(name)
  return (
    <tr className={isChosen ? undefined : 'off'}>
      <td>
        <Checkbox
          isChecked={isChosen}
          label={<span className="sr">{title}</span>}
          onChange={(next) => onToggle([name], next)}
        />
      </td>
      <td>
        <div className="row g6">
          <span className="b cut">{title}</span>
          {parents.length > 0 && <Chip>child of {parents.join(', ')}</Chip>}
          {!isList && <Chip>no list in the response</Chip>}
          {inputs.length > 0 && <Chip>asks for {inputs.join(', ')}</Chip>}
        </div>
        <div className="mono t3 found-path">
          <button
            type="button"
            className="bare link"
            title={`Show in ${stream.document}`}
            onClick={() => onOpen(stream.evidence)}
          >
            {method} {path}
          </button>
        </div>
      </td>
      <td>
        {records.confidence === 'unknown' ? (
          <NotFound />
        ) : (
          <code>{recordsWords(records.value)}</code>
        )}{' '}
        <ByModel fact={records} what={`Records of ${title}`} onOpen={onOpen} />
      </td>
      <td>
        {key.value.length === 0 ? <NotFound /> : <code>{key.value.join(' + ')}</code>}{' '}
        <ByModel fact={key} what={`Key of ${title}`} onOpen={onOpen} />
      </td>
      <td className="hide-n">
        {cursor.value === null ? <span className="t3">–</span> : <code>{cursor.value}</code>}{' '}
        <ByModel fact={cursor} what={`Cursor of ${title}`} onOpen={onOpen} />
      </td>
      <td>
        {pages.confidence === 'unknown' && isList ? (
          <NotFound />
        ) : (
          <span className="t2">{pagesWords(pages.value)}</span>
        )}{' '}
        <ByModel fact={pages} what={`Pages of ${title}`} onOpen={onOpen} />
      </td>
      <td>
        {confidence === 'unknown' ? (
          <Chip tone="warn">Unknown</Chip>
        ) : (
          <Confidence level={confidence} />
        )}
      </td>
    </tr>
  )
}

function NotFound() {
  return <Chip tone="warn">not found</Chip>
}
