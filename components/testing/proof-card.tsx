import type { Proof, ProofLevel, TestRead } from '@/lib/testread/test-read'
import { Bob } from '../ui/bob'
import { Button } from '../ui/button'
import { formatCount } from '../ui/measures'
import { Prose } from '../ui/prose'

interface ProofCardProps {
  read: TestRead
  proof: Proof
  /** Runs again without the limits that were hit. */
  onReadToEnd: () => void
}

const titles: Record<ProofLevel, string> = {
  complete: 'All of it is here',
  probable: 'Nothing is missing as far as we can see',
  unknown: 'The API does not say where the end is',
  truncated: 'This read stopped early',
}

const tones: Record<ProofLevel, string> = {
  complete: 'ok',
  probable: 'ok',
  unknown: 'warn',
  truncated: 'bad',
}

/** What the run proved, in one sentence, with the share that was read when it is known. */
export function ProofCard({ read, proof, onReadToEnd }: ProofCardProps) {
  const { level, isSample, text, missing } = proof
  const found = read.slices
    .flatMap((slice) => slice.pages)
    .reduce((n, page) => n + page.foundCount, 0)
  const tone = isSample && level !== 'truncated' ? '' : tones[level]
  return (
    <div className={`note ${tone} proof-card`}>
      <Bob level={level} isSample={isSample} size="lg" label="" />
      <div className="grow">
        <h2>{isSample ? proof.title : titles[level]}</h2>
        <p className="t2">
          <Prose text={text} />
        </p>
        {read.limits.length > 0 && (
          <Button size="sm" className="mt-2" onClick={onReadToEnd}>
            Read to the end
          </Button>
        )}
        {missing !== undefined && missing > 0 && <Gauge read={found} total={found + missing} />}
      </div>
    </div>
  )
}

function Gauge({ read, total }: { read: number; total: number }) {
  const label = `${formatCount(read)} of ${formatCount(total)} records read`
  return (
    <>
      <div className="gauge" role="img" aria-label={label}>
        <i style={{ width: `${(read / total) * 100}%` }} />
      </div>
      <div className="row s11 t2">
        <span>{formatCount(read)} read</span>
        <span className="end">{formatCount(total)} in the API</span>
      </div>
    </>
  )
}
