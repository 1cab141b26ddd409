'use client'

import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'

/** Fields that few need. Says how many of them are set. */
export function Advanced({ changed, children }: { changed: number; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="col g12">
      <div>
        <button
          type="button"
          className="btn ghost sm fold"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight className="i s" />
          Advanced
          {changed > 0 && <span className="t3">{changed} set</span>}
        </button>
      </div>
      {isOpen && children}
    </div>
  )
}
