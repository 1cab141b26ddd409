'use client'

import type { ModelPrompt } from '@/lib/contracts/model-imports'
import { Dialog } from '../ui/dialog'
import { countOf } from '../ui/measures'

interface PromptsDialogProps {
  prompts: readonly ModelPrompt[]
  /** What is not asked, and why. */
  notes: readonly string[]
  isSent: boolean
  onClose: () => void
}

/** Every question to the model, word by word. */
export function PromptsDialog({ prompts, notes, isSent, onClose }: PromptsDialogProps) {
  const tokens = prompts.reduce((sum, prompt) => sum + prompt.tokens, 0)
  const [first] = prompts
  return (
    <Dialog
      isOpen
      size="wide"
      title={isSent ? 'What was sent' : 'What would be sent'}
      aside={
        <span className="s12 t3">
          {countOf(prompts.length, 'question')}, about {countOf(tokens, 'token')}
        </span>
      }
      onClose={onClose}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the text has to scroll by keyboard */}
      <div className="prompts" tabIndex={0} role="region" aria-label="Prompts">
        {first === undefined && (
          <p className="t2">
            Nothing: the documents say nothing in prose about what the rules left open.
          </p>
        )}
        {notes.map((note) => (
          <p key={note} className="s12 t2">
            {note}
          </p>
        ))}
        {first && (
          <details>
            <summary>Instructions, the same for each question</summary>
            <pre>{first.system}</pre>
          </details>
        )}
        {prompts.map((prompt) => (
          <PromptText key={prompt.number} prompt={prompt} isOpen={prompts.length === 1} />
        ))}
      </div>
    </Dialog>
  )
}

function PromptText({ prompt, isOpen }: { prompt: ModelPrompt; isOpen: boolean }) {
  const { number, title, parts, tokens, leftOut } = prompt
  return (
    <details open={isOpen}>
      <summary>
        {number}. {title} <span className="t3">about {countOf(tokens, 'token')}</span>
      </summary>
      {parts.map((part) => (
        <div key={part.title}>
          <h3>{part.title}</h3>
          <pre>{part.text}</pre>
        </div>
      ))}
      {leftOut.length > 0 && (
        <p className="s12 t2">Left out, because it did not fit: {leftOut.join(', ')}</p>
      )}
    </details>
  )
}
