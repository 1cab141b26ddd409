import { Skeleton } from '../../ui/skeleton'

const widths = ['46%', '58%', '34%', '52%', '40%', '48%', '44%', '56%', '38%']

/** The shape of the builder while its project is loaded. */
export function BuilderSkeleton() {
  return (
    <div className="app" aria-busy="true">
      <header className="top">
        <Skeleton width="120px" />
      </header>
      <div className="builder-panes">
        <div className="side" />
        <div className="pane grow">
          <div className="sthead">
            <Skeleton width="120px" />
          </div>
          <div className="col g16 pad-16">
            {widths.map((width) => (
              <div key={width} className="col g6">
                <Skeleton width="72px" />
                <Skeleton width={width} />
              </div>
            ))}
          </div>
        </div>
        <div className="pane grow" />
      </div>
    </div>
  )
}
