import type { ProofLevel } from '@/lib/testread/test-read'

export type BobLevel = ProofLevel | 'none'

/** How each proof is called, on screen and by screen readers. */
export const bobTitles: Record<BobLevel, string> = {
  complete: 'Proved complete',
  probable: 'Probably complete',
  unknown: 'Cannot tell',
  truncated: 'Truncated',
  none: 'Not run',
}

interface BobProps {
  level: BobLevel
  /** The read was ended by a limit or Cancel: a small clock beside the shape. */
  isSample?: boolean
  size?: 'sm' | 'lg'
  /** Empty text hides the mark from screen readers, for when the words stand beside it. */
  label?: string
}

/** The proof mark: filled, half, hollow, in two pieces, or cord and ring. */
export function Bob({ level, isSample = false, size = 'sm', label }: BobProps) {
  const title = label ?? (isSample ? `Sample, ${bobTitles[level].toLowerCase()}` : bobTitles[level])
  const className = `bob ${level}${isSample ? ' sample' : ''}${size === 'lg' ? ' lg' : ''}`
  const box = isSample ? '0 0 22 16' : '0 0 16 16'
  const shapes = (
    <>
      <BobShape level={level} />
      {isSample && <Clock />}
    </>
  )
  if (title === '') {
    return (
      <svg className={className} viewBox={box} aria-hidden="true">
        {shapes}
      </svg>
    )
  }
  return (
    <svg className={className} viewBox={box} role="img" aria-label={title}>
      {shapes}
    </svg>
  )
}

const line = { stroke: 'currentColor', strokeWidth: 1.5, strokeLinecap: 'round' } as const
const solid = { fill: 'currentColor', stroke: 'currentColor', strokeLinejoin: 'round' } as const

function Cord() {
  return (
    <>
      <path d="M8 .6v2.6" {...line} />
      <path d="M6.4 3.4h3.2" {...line} />
    </>
  )
}

function Body({ fill }: { fill: 'none' | 'currentColor' }) {
  return (
    <path
      d="M3.6 5.2h8.8v2.5L8 15 3.6 7.7z"
      fill={fill}
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
    />
  )
}

function BobShape({ level }: { level: BobLevel }) {
  switch (level) {
    case 'complete':
      return (
        <>
          <Cord />
          <Body fill="currentColor" />
        </>
      )
    case 'probable':
      return (
        <>
          <Cord />
          <path d="M3.6 7.7h8.8L8 15z" fill="currentColor" />
          <Body fill="none" />
        </>
      )
    case 'unknown':
      return (
        <>
          <Cord />
          <Body fill="none" />
        </>
      )
    case 'truncated':
      return (
        <>
          <Cord />
          <path
            d="M3.6 5.2h8.8v2.2L11 9.4 8.6 8.3 6.4 10 4.9 9.2 3.6 7.4z"
            strokeWidth="1.2"
            {...solid}
          />
          <path d="M7.1 12.3 9 11l2 .9-1.7 3.1z" strokeWidth=".8" {...solid} />
        </>
      )
    case 'none':
      return (
        <>
          <path d="M8 .6v4.6" {...line} />
          <circle cx="8" cy="8.2" r="2.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </>
      )
  }
}

function Clock() {
  return (
    <g fill="none" stroke="var(--text-2)" strokeWidth="1.3">
      <circle cx="17.2" cy="11.2" r="3.4" />
      <path d="M17.2 9.2v2.2l1.5.9" strokeLinecap="round" />
    </g>
  )
}
