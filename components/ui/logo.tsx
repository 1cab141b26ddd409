/** The plumb bob: the mark of the product. */
export function Logo() {
  return (
    <svg width="18" height="22" viewBox="0 0 18 22" aria-hidden="true" className="inline-block">
      <path d="M9 0v5" stroke="var(--text)" strokeWidth="1.8" />
      <path d="M6.6 5.4h4.8" stroke="var(--text)" strokeWidth="2" strokeLinecap="round" />
      <path
        d="M3 8h12v3.4L9 21.4 3 11.4z"
        fill="var(--accent)"
        stroke="var(--accent)"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
    </svg>
  )
}
