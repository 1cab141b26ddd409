'use client'

interface ErrorProps {
  error: Error & { digest?: string }
  reset: () => void
}

/** Stands in for the layout too, so it uses nothing of it. */
export default function GlobalError({ error, reset }: ErrorProps) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>Plumbline failed here</h1>
          <p>Your draft is saved. Reload the page, or start Plumbline again.</p>
          {error.digest && <p>{error.digest}</p>}
          <button type="button" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
