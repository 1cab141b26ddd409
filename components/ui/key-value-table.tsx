import type { ReactNode } from 'react'

interface KeyValueTableProps {
  /** The accessible name of the table. */
  label: string
  rows: readonly { readonly name: string; readonly value: ReactNode }[]
}

/** Names and values to read, such as headers. A name may occur more than once. */
export function KeyValueTable({ label, rows }: KeyValueTableProps) {
  return (
    <table className="kv" aria-label={label}>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names repeat and rows never move
          <tr key={`${index}:${row.name}`}>
            <th scope="row">{row.name}</th>
            <td>{row.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
