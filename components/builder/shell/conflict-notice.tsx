'use client'

import { CopyX } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'
import { useManifestSnapshot } from '../manifest-context'
import type { DraftSaver, SaveState } from '../saving/draft-saver'
import { changedLines } from '../saving/merge-texts'

interface ConflictNoticeProps {
  state: Extract<SaveState, { kind: 'conflict' }>
  saver: DraftSaver
}

/** The draft was changed elsewhere: both texts are kept until somebody chooses. */
export function ConflictNotice({ state, saver }: ConflictNoticeProps) {
  const [isComparing, setComparing] = useState(false)
  const mine = useManifestSnapshot().text
  const { theirs, merged } = state
  const there = changedLines(saver.savedText, theirs.text)
  const here = changedLines(saver.savedText, mine)
  const choose = (choice: 'mine' | 'theirs' | 'merged') => {
    setComparing(false)
    saver.resolve(choice)
  }
  return (
    <div className="conflict">
      <Notice
        tone="acc"
        title="This draft was also changed in another tab"
        icon={<CopyX className="i" />}
        actions={
          <>
            {merged !== undefined && (
              <Button size="sm" variant="primary" onClick={() => choose('merged')}>
                Keep both
              </Button>
            )}
            <Button size="sm" onClick={() => setComparing(true)}>
              Compare
            </Button>
            <Button size="sm" variant="ghost" onClick={() => choose('theirs')}>
              Use theirs
            </Button>
            <Button size="sm" variant="ghost" onClick={() => choose('mine')}>
              Keep mine
            </Button>
          </>
        }
      >
        {merged === undefined
          ? 'They touch the same lines, so one of them has to give way. Undo brings it back.'
          : `There: ${there}. Here: ${here}. They touch different lines, so both can stay.`}
      </Notice>
      <Dialog
        isOpen={isComparing}
        onClose={() => setComparing(false)}
        title="Two drafts"
        size="wide"
        inside="flush"
        footer={
          <>
            <Button onClick={() => choose('theirs')}>Use theirs</Button>
            <Button variant="primary" onClick={() => choose('mine')}>
              Keep mine
            </Button>
          </>
        }
      >
        <div className="compare">
          <TextColumn title="In the other tab" text={theirs.text} other={mine} />
          <TextColumn title="Here" text={mine} other={theirs.text} />
        </div>
      </Dialog>
    </div>
  )
}

const linesMax = 4_000

function TextColumn({ title, text, other }: { title: string; text: string; other: string }) {
  const known = new Set(other.split('\n'))
  const lines = text.split('\n')
  return (
    <section aria-label={title}>
      <h3 className="s12 t2">{title}</h3>
      <div className="yaml">
        {lines.slice(0, linesMax).map((line, index) => (
          <div key={lineKey(index)} className={known.has(line) ? undefined : 'new'}>
            <span>{line || ' '}</span>
          </div>
        ))}
      </div>
      {lines.length > linesMax && <p className="hint">{lines.length - linesMax} more lines</p>}
    </section>
  )
}

/** Lines have no identity but their number. */
function lineKey(index: number): string {
  return `line-${index}`
}
