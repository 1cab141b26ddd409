/** The shape of text to come, shown after 200 ms. Its container carries `aria-busy`. */
export function Skeleton({ width }: { width: number | string }) {
  return <span className="skel" style={{ width }} aria-hidden="true" />
}
