'use client'

import { startTransition, useActionState, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { TextField } from '../ui/text-field'

interface SignInState {
  readonly error?: string
}

interface SignInFormProps {
  /** The token of the link that was opened; it is sent by itself. */
  token: string
  action: (previous: SignInState, form: FormData) => Promise<SignInState>
}

/** Exchanges the one-time token that was printed at the start for a session of this browser. */
export function SignInForm({ token, action }: SignInFormProps) {
  const [state, submit, isPending] = useActionState(action, {})
  const [value, setValue] = useState(token)

  const isSent = useRef(false)

  useEffect(() => {
    // A token is good once, so it is sent once, even where effects run twice.
    if (token === '' || isSent.current) return
    isSent.current = true
    const form = new FormData()
    form.set('token', token)
    startTransition(() => submit(form))
  }, [token, submit])

  return (
    <form action={submit} className="col gap-3">
      {state.error && (
        <Notice tone="bad" title={state.error}>
          Every link works once. Start Plumbline again to get a new one.
        </Notice>
      )}
      <TextField
        label="One-time token"
        name="token"
        type="password"
        required
        isMono
        value={value}
        onChange={setValue}
        hint="Open the link that Plumbline printed in the terminal, or paste its token here."
      />
      <Button type="submit" variant="primary" size="lg" isBusy={isPending}>
        Sign in
      </Button>
    </form>
  )
}
