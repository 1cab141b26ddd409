/** Something is under way. The words that say what stand beside it. */
export function Spinner() {
  return <span className="spin" aria-hidden="true" />
}
