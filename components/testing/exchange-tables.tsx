import type { HeaderList } from '@/lib/engine/transport'
import { KeyValueTable } from '../ui/key-value-table'

/** Headers in the order in which they travelled. */
export function HeadersTable({ headers }: { headers: HeaderList }) {
  if (headers.length === 0) return <p className="t3">No headers.</p>
  return <KeyValueTable label="Headers" rows={headers.map(([name, value]) => ({ name, value }))} />
}

/** The address and, one a row, what its query asks for. */
export function QueryTable({ url }: { url: string }) {
  const query = URL.canParse(url) ? [...new URL(url).searchParams] : []
  return (
    <>
      <p className="mono whole mb-2">{url}</p>
      {query.length > 0 && (
        <>
          <h3 className="hx">Query</h3>
          <KeyValueTable label="Query" rows={query.map(([name, value]) => ({ name, value }))} />
        </>
      )}
      <h3 className="hx">Headers</h3>
    </>
  )
}
