/** A parameter as a documentation describes it. */
export interface ToldParameter {
  readonly name: string
  readonly description: string
  readonly in: 'query' | 'body' | 'path' | 'header'
  readonly type: string
}

const nameCell = /^[`*]*([A-Za-z_$][\w.[\]$-]{0,40})[`*]*$/
const bullet =
  /^\s*(?:[-*+]\s+)?[`*_]*([A-Za-z_$][\w.[\]$-]{0,40})[`*_]*(?:\s*(?:\(([^)]*)\))?\s*(?::|–|—|-\s|\|)\s*|\s{2,}|\s+\(([^)]*)\)\s*)(\S.{2,300})$/
const pagingName =
  /^(page|per_?page|limit|offset|cursor|after|before|page_?(size|token|number)|next_?token|start(ing)?_?(after|at|index|cursor)?|skip|top|count|size|marker|max_?results|since|(updated|modified|created|changed)_?(since|after|from))$/i

interface Columns {
  readonly name: number
  readonly type: number
  readonly place: number
  readonly description: number
}

/** Reads parameters from tables, lists and aligned columns. */
export class ParameterReader {
  #columns: Columns | undefined
  #last: ToldParameter | undefined
  #isBody = false
  /** Under a heading about answers, errors or headers, names are no parameters. */
  #isOther = false
  #isListed = false

  /** Another endpoint begins. */
  start(): void {
    this.#columns = undefined
    this.#last = undefined
    this.#isBody = false
    this.#isOther = false
    this.#isListed = false
  }

  /** Heeds what a heading or label says about the lines below it. */
  label(line: string): void {
    const text = line.replaceAll(/[#*_`:]/g, ' ').trim()
    // A sentence or a row of a table heads nothing.
    if (/[|;]|[.!?]$/.test(text) || text.split(/\s+/).length > 6) return
    const isOther = /\b(response|returns?|attributes?|errors?|status codes?|object)\b/i.test(text)
    const isParameters =
      /\b(parameters?|arguments?|params|query|filters?|request body|body|payload)\b/i.test(text)
    if (!isOther && !isParameters) return
    this.#isOther = isOther
    this.#isListed = isParameters && !isOther
    this.#isBody = !isOther && /\bbody|payload\b/i.test(text)
    this.#columns = undefined
  }

  /** The parameter of a line; a second one with the same name where a description goes on. */
  read(line: string): ToldParameter | undefined {
    const before = this.#last
    this.#last = undefined
    if (line.trim() === '' || this.#isOther) return undefined
    if (line.includes('|')) return this.#row(line)
    this.#columns = undefined
    this.#last = this.#item(line) ?? more(line, before)
    return this.#last
  }

  #row(line: string): ToldParameter | undefined {
    const cells = cellsOf(line)
    if (cells.every((cell) => /^:?-*:?$/.test(cell))) return undefined
    const columns = columnsOf(cells)
    if (columns) {
      this.#columns = columns
      return undefined
    }
    if (!this.#columns) return undefined
    const { name, type, place, description } = this.#columns
    const match = nameCell.exec((cells[name] ?? '').replace(/\s*\(?(required|optional)\)?$/i, ''))
    return match?.[1] === undefined
      ? undefined
      : {
          name: match[1],
          description: (cells[description] ?? '').replaceAll(/[`*]/g, '').slice(0, 400),
          in: placeOf(cells[place] ?? '', this.#isBody),
          type: typeOf(cells[type] ?? ''),
        }
  }

  #item(line: string): ToldParameter | undefined {
    const match = bullet.exec(line)
    const name = match?.[1] ?? ''
    const isSure = this.#isListed || pagingName.test(name)
    if (!match || !isSure || /^(https?|note|example|default|get|post)$/i.test(name))
      return undefined
    const hint = match[2] ?? match[3] ?? ''
    const description = `${match[4] ?? ''} ${hint}`.replaceAll(/[`*]/g, '').trim()
    if (!pagingName.test(name) && !/^\s*[-*+]\s|[`_]|\s{2,}\S/.test(line)) return undefined
    return { name, description, in: this.#isBody ? 'body' : 'query', type: typeOf(hint) }
  }
}

/** A line that is indented deeply goes on with the description before it. */
function more(line: string, before: ToldParameter | undefined): ToldParameter | undefined {
  if (!before || !/^\s{6,}\S|^\t{2,}\S/.test(line)) return undefined
  return { ...before, description: `${before.description} ${line.trim()}`.slice(0, 400) }
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\s*\|/, '')
    .replace(/\|\s*$/, '')
    .split('|')
    .map((cell) => cell.trim())
}

/** The columns of a table of parameters, by its heading; undefined for any other line. */
function columnsOf(cells: readonly string[]): Columns | undefined {
  const find = (pattern: RegExp) =>
    cells.findIndex((cell) => pattern.test(cell.replaceAll(/[*`]/g, '')))
  const name = find(
    /^(query |request )?(parameters?|params?|names?|fields?|arguments?|keys?|property)( name)?$/i,
  )
  const description = find(/^(description|details|notes?|meaning|what it does)$/i)
  if (name < 0 || description < 0) return undefined
  return {
    name,
    description,
    type: find(/^(data )?type$/i),
    place: find(/^(in|location|where|kind)$/i),
  }
}

function placeOf(cell: string, isBody: boolean): ToldParameter['in'] {
  const found = /\b(query|path|body|header)\b/i.exec(cell)?.[1]?.toLowerCase()
  return (found as ToldParameter['in'] | undefined) ?? (isBody ? 'body' : 'query')
}

function typeOf(text: string): string {
  const found =
    /\b(integer|int|number|string|boolean|bool|array|object|date-?time|date|timestamp)\b/i
      .exec(text)?.[1]
      ?.toLowerCase()
  const names: Readonly<Record<string, string>> = {
    int: 'integer',
    bool: 'boolean',
    timestamp: 'date-time',
    datetime: 'date-time',
  }
  return found === undefined ? '' : (names[found] ?? found)
}
