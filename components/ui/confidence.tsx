const bars = { guess: 1, likely: 2, certain: 3 } as const
const words = { guess: 'Guess', likely: 'Likely', certain: 'Certain' } as const

/** How sure a fact or suggestion is: three bars and the word. */
export function Confidence({ level }: { level: keyof typeof bars }) {
  return (
    <span className="conf">
      <i aria-hidden="true">
        {[1, 2, 3].map((bar) => (
          <b key={bar} className={bar <= bars[level] ? 'on' : ''} />
        ))}
      </i>
      {words[level]}
    </span>
  )
}
