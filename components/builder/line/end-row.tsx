'use client'

import type { StreamRun } from '../../testing/run-store'
import { Bob, type BobLevel } from '../../ui/bob'
import { Prose } from '../../ui/prose'

interface EndRowProps {
  run: StreamRun | undefined
  isStale: boolean
}

/** The bob at the end of the line: what the last run proved. */
export function EndRow({ run, isStale }: EndRowProps) {
  if (run?.read.status === 'running') {
    return (
      <div className="end-row">
        <div className="rail" />
        <div className="proof-text t2">
          <h2>Reading…</h2>
          <p className="s12 t3">{run.read.activity ?? 'Waiting for the first response'}</p>
        </div>
      </div>
    )
  }
  const failed = run?.problem?.title
  const proof = failed === undefined ? run?.proof : undefined
  const level: BobLevel = proof?.level ?? 'none'
  const title = proof?.title ?? (run ? 'The run failed' : 'Not run yet')
  const text = proof?.text ?? failed ?? 'A run says whether that was all of it.'
  return (
    <div
      className={`end-row${level === 'complete' ? ' ok' : level === 'truncated' ? ' bad' : ''}${isStale ? ' stale' : ''}`}
    >
      <div className="rail">
        <Bob level={level} isSample={proof?.isSample ?? false} size="lg" label="" />
      </div>
      <div className="proof-text">
        <h2 className={tones[level]}>{title}</h2>
        <p className="s12 t2">
          <Prose text={isStale ? `Before the change. ${text}` : text} />
        </p>
      </div>
    </div>
  )
}

const tones: Readonly<Record<BobLevel, string>> = {
  complete: 'c-ok',
  probable: 'c-ok',
  unknown: 'c-warn',
  truncated: 'c-bad',
  none: 't2',
}
