'use client'

import { Dialog } from '../../ui/dialog'
import { Kbd } from '../../ui/kbd'
import { shortcuts } from './use-builder-keys'

/** All keys of the builder. */
export function ShortcutsDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keys">
      <dl className="shortcuts">
        {shortcuts.map(([keys, text]) => (
          <div key={text}>
            <dt>{text}</dt>
            <dd className="row g4">
              {keys.map((each) => (
                <Kbd key={each} keys={each} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
