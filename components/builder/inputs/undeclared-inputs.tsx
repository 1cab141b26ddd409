'use client'

import { allInputsOf, configReadsIn } from '@/lib/manifest/inputs'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { useBuilder, useManifestSnapshot } from '../manifest-context'
import { titleOf } from '../manifest-values'
import { ensureInputs } from './ensure-inputs'

const secretWords = /key|token|secret|password/i

/** Inputs that templates read and nobody declared. */
export function UndeclaredInputs() {
  const { document } = useBuilder()
  const { manifest } = useManifestSnapshot()
  const declared = new Set(allInputsOf(manifest).map(({ path }) => path[0]))
  const read = configReadsIn(manifest).flatMap(({ reads }) => reads[0] ?? [])
  const missing = [...new Set(read)].filter((name) => !declared.has(name) && !name.startsWith('__'))
  if (missing.length === 0) return null
  const declare = () =>
    document.transact('Declare the inputs that are read', (edits) =>
      ensureInputs(
        edits,
        manifest,
        missing.map((name) => ({ name, title: titleOf(name), isSecret: secretWords.test(name) })),
      ),
    )
  return (
    <div className="pad-16">
      <Notice
        tone="warn"
        title={
          missing.length === 1
            ? '1 input is read and not declared'
            : `${missing.length} inputs are read and not declared`
        }
        actions={
          <Button size="sm" onClick={declare}>
            Declare {missing.length === 1 ? 'it' : 'them'}
          </Button>
        }
      >
        <code>{missing.join(', ')}</code>
      </Notice>
    </div>
  )
}
