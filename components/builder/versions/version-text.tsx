'use client'

import { useMemo } from 'react'

const linesMax = 3_000

interface VersionTextProps {
  text: string
  draft: string
}

/** A frozen text; lines that the draft does not have are marked. */
export function VersionText({ text, draft }: VersionTextProps) {
  const known = useMemo(() => new Set(draft.split('\n')), [draft])
  const lines = text.split('\n')
  return (
    <div className="card">
      <div className="yaml">
        {lines.slice(0, linesMax).map((line, index) => (
          <div key={lineKey(index)} className={known.has(line) ? undefined : 'old'}>
            <span>{line || ' '}</span>
          </div>
        ))}
      </div>
      {lines.length > linesMax && (
        <p className="hint pad-16">
          {lines.length - linesMax} more lines: export the version to see them
        </p>
      )}
    </div>
  )
}

/** Lines have no identity but their number. */
function lineKey(index: number): string {
  return `line-${index}`
}
