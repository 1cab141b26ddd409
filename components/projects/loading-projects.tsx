import { Skeleton } from '../ui/skeleton'

const widths = [180, 140, 160, 120]

/** The shape of the list while it comes. */
export function LoadingProjects() {
  return (
    <div className="card clip" aria-busy="true" role="status" aria-label="Loading the projects">
      {widths.map((width) => (
        <div key={width} className="row g12 loading-row">
          <Skeleton width={32} />
          <Skeleton width={width} />
          <span className="grow" />
          <Skeleton width={80} />
          <Skeleton width={60} />
        </div>
      ))}
    </div>
  )
}
