import { type Json, setKey } from '../values/value'

/** Turns rows into records by the names in the first row. */
export class CsvTable {
  readonly #nothing: ReadonlySet<string>
  readonly #numbersNames: boolean
  #names: readonly string[] | undefined

  /**
   * @param nothing texts that stand for no value
   * @param numbersNames makes `a`, `a.1` of a name that occurs twice and `Unnamed: 2` of an empty one,
   *   as pandas does; otherwise the last one counts
   */
  constructor(nothing: ReadonlySet<string>, numbersNames = false) {
    this.#nothing = nothing
    this.#numbersNames = numbersNames
  }

  records(rows: readonly (readonly string[])[]): Json[] {
    const records: Json[] = []
    for (const row of rows) {
      if (this.#names) records.push(this.#record(row, this.#names))
      else this.#names = this.#numbersNames ? numbered(row) : row
    }
    return records
  }

  /** Missing columns are null. Those without a name are a list called `null`, as Python writes them. */
  #record(row: readonly string[], names: readonly string[]): Json {
    const record: { [key: string]: Json } = {}
    for (let i = 0; i < names.length; i += 1) {
      const value = row[i]
      setKey(record, names[i] ?? '', value === undefined || this.#nothing.has(value) ? null : value)
    }
    if (row.length > names.length && !this.#numbersNames) record.null = row.slice(names.length)
    return record
  }
}

function numbered(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  return names.map((written, i) => {
    const name = written === '' ? `Unnamed: ${i}` : written
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    return count === 0 ? name : `${name}.${count}`
  })
}
