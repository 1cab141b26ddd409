'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'

/** `/` goes to the search box, `C` to a new connector; both only outside text fields. */
export function useListKeys() {
  const router = useRouter()
  const searchBox = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      if (event.key === '/') searchBox.current?.focus()
      else if (event.key === 'c') router.push('/projects/new')
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [router])
  return searchBox
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}
