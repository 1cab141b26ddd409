'use client'

import { Toast as Base } from '@base-ui/react/toast'
import type { ReactNode } from 'react'

const lifeMs = 6000

/** Around everything that may offer an undo of something that went out of sight. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider timeout={lifeMs} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="toasts">
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

/** Says what went out of sight and offers to bring it back; goes by itself after 6 s. */
export function useUndoToast() {
  const { add, close } = Base.useToastManager()
  return (text: string, undo: () => void) => {
    const id = add({
      title: text,
      actionProps: {
        children: 'Undo',
        className: 'btn ghost sm',
        onClick: () => {
          undo()
          close(id)
        },
      },
    })
  }
}

function Toasts() {
  const { toasts } = Base.useToastManager()
  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className="toast">
      <Base.Title />
      <Base.Action />
    </Base.Root>
  ))
}
