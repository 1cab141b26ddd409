'use client'

import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { EvidenceView, Findings } from '@/lib/contracts/imports'
import type { ProjectSource } from '@/lib/contracts/projects'
import { Button } from '../ui/button'
import { countOf } from '../ui/measures'
import { Notice } from '../ui/notice'
import { SearchField } from '../ui/text-field'
import { Contradictions } from './contradictions'
import { EvidenceDialog } from './evidence-dialog'
import { FoundStreamsTable } from './found-streams-table'
import { ModelReader } from './model-reader'
import { withReading } from './model-reading'
import { openQuestions } from './shared-facts'
import { SharedFactsList } from './shared-facts-list'
import { searched, without, withParents } from './stream-choice'
import { useModelReading } from './use-model-reading'

interface FindingsScreenProps {
  /** By rules. */
  findings: Findings
  /** Texts by the names that evidence uses; the same object until they change. */
  texts: ReadonlyMap<string, string>
  isBusy: boolean
  /** Why creating failed. */
  failure: ReactNode
  onBack: () => void
  /** With what a model found, if one was asked. */
  onCreate: (streams: string[], byModel: ByModelFound | undefined) => void
}

type ByModelFound = Extract<ProjectSource, { kind: 'import' }>['byModel']

/** What documents say about an API; the streams to read are chosen here. */
export function FindingsScreen(props: FindingsScreenProps) {
  const { texts, isBusy, failure, onBack, onCreate } = props
  const documents = useMemo(() => [...texts].map(([name, text]) => ({ name, text })), [texts])
  const reader = useModelReading(documents)
  const { reading } = reader
  const findings = useMemo(() => withReading(props.findings, reading), [props.findings, reading])
  const { streams } = findings
  const [picked, setPicked] = useState<ReadonlySet<string>>(
    () => new Set(streams.filter(({ isSelected }) => isSelected).map(({ name }) => name)),
  )
  const [search, setSearch] = useState('')
  const [evidence, setEvidence] = useState<EvidenceView>()
  const chosen = useMemo(() => withParents(streams, picked), [streams, picked])
  const used = useMemo(() => streams.filter(({ name }) => chosen.has(name)), [streams, chosen])
  const toggle = (names: readonly string[], isChosen: boolean) => {
    setPicked(
      isChosen
        ? withParents(streams, new Set([...chosen, ...names]))
        : names.reduce((left, name) => without(streams, left, name), new Set(chosen)),
    )
  }
  return (
    <div className="findings">
      <div className="findings-panes">
        <section className="pane findings-facts" aria-label="What all streams share">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the facts have to scroll by keyboard */}
          <div className="scroll" tabIndex={0} role="region" aria-label="Facts and open questions">
            <h1>{findings.title}</h1>
            <p className="t2">
              From {[...texts.keys()].join(' and ')}, read by rules
              {reading && reading.claims.length > 0 && ` and ${reading.model}`}
            </p>
            <ModelReader documents={documents} reader={reader} />
            <SharedFactsList
              streams={used.length > 0 ? used : streams}
              secrets={findings.secrets}
              namesDocument={texts.size > 1}
              onOpen={setEvidence}
            />
            <Contradictions
              contradictions={reading?.contradictions ?? []}
              namesDocument={texts.size > 1}
              onOpen={setEvidence}
            />
            <OpenQuestions questions={[...openQuestions(used), ...findings.notes]} />
          </div>
        </section>
        <section className="pane" aria-label="Streams that were found">
          <div className="phead findings-head">
            <div className="grow">
              <div className="b">
                {countOf(streams.length, 'operation')} read,{' '}
                {streams.filter(({ isList }) => isList).length} of them lists
              </div>
              <div className="s12 t3">Best first. Everything can be changed later</div>
            </div>
            <SearchField label="Find a stream" value={search} onChange={setSearch} />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the table has to scroll by keyboard */}
          <div className="scroll" tabIndex={0} role="region" aria-label="Streams">
            <FoundStreamsTable
              streams={searched(streams, search)}
              chosen={chosen}
              onToggle={toggle}
              onOpen={setEvidence}
            />
          </div>
        </section>
      </div>
      <footer className="findings-foot">
        <Button variant="ghost" icon={<ArrowLeft className="i s" />} onClick={onBack}>
          Back
        </Button>
        <span className="grow">{failure}</span>
        <Button
          variant="primary"
          isBusy={isBusy}
          disabledReason={used.length === 0 ? 'Choose a stream first' : undefined}
          onClick={() =>
            onCreate(
              used.map(({ name }) => name),
              reading && reading.claims.length > 0
                ? { model: reading.model, claims: reading.claims }
                : undefined,
            )
          }
        >
          Create connector with {countOf(used.length, 'stream')}
        </Button>
      </footer>
      {evidence && (
        <EvidenceDialog
          evidence={evidence}
          text={texts.get(evidence.document) ?? ''}
          onClose={() => setEvidence(undefined)}
        />
      )}
    </div>
  )
}

function OpenQuestions({ questions }: { questions: readonly string[] }) {
  if (questions.length === 0) return null
  return (
    <Notice tone="warn" title="Not known yet">
      <ul className="open-questions">
        {questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
      <p>A first run answers most of it.</p>
    </Notice>
  )
}
