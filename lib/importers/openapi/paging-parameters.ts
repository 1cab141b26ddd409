import { at, rawAt } from './document'
import type { Operation, Parameter } from './operations'
import { normal } from './words'

export type PagingRole = 'page' | 'offset' | 'cursor' | 'size'

export interface PagingParameter {
  readonly role: PagingRole
  readonly parameter: Parameter
  /** Smaller is the more telling name. */
  readonly rank: number
}

const pageNames =
  /^(page|pagenumber|pageno|pagenum|pagenr|pageindex|pageid|currentpage|p|pg|paged|pagepage|pagenumberpage|paginationpage|pagep)$/
const offsetNames =
  /^(offset|skip|start|startat|startindex|startoffset|startfrom|startposition|startrow|startpos|firstresult|from|pageoffset|paginationoffset|recordoffset|rowoffset|resultoffset|ss?kipcount|top?skip|first|begin|beginindex|iskip)$/
const cursorNames = [
  /^(cursor|nextcursor|pagecursor|startcursor|endcursor|cursorid|paginationcursor|pagingcursor|resultscursor)$/,
  /^(pagetoken|nextpagetoken|nexttoken|paginationtoken|pagingtoken|continuationtoken|continuation|continuetoken|pageafter|paginationnexttoken|resumptiontoken|exclusivestartkey|lastevaluatedkey|listtoken)$/,
  /^(startingafter|after|afterid|aftercursor|lastid|startafter|startafterid|sinceid|fromid|lastrecordid|afterkey|lastkey|startkey|endingbefore|continue|cursorafter|pagestart|nextid|lastcursor)$/,
  /^(marker|nextmarker|bookmark|position|scrollid|scroll|streamposition|next|nextpage|nextpageid|nextpagekey|pagekey|pagekeytoken|searchafter|iterator|skiptoken|offsettoken|nextkey|pagestate|page)$/,
  /^(until|since|before|maxid|token|offset|start|from|nextoffset|anchor|key)$/,
]
const sizeNames = [
  /^(limit|perpage|pagesize|maxresults|pagelimit|pagepagesize|resultsperpage|itemsperpage|recordsperpage|paginationlimit|paginationpagesize|paginationsize)$/,
  /^(size|count|pagelength|pagelen|rowsperpage|maxitems|maxcount|maxrecords|maxpagesize|numresults|resultcount|recordcount|entriesperpage|recordlimit|batchsize|resultsize|listlimit|pagecount|numberofresults|numberperpage|numperpage|pagerecords|optionscount|limitcount|nbresults|pageitems)$/,
  /^(rows|top|take|num|max|first|length|hitsperpage|results|amount|maxnumber|n|ps|pp)$/,
]

const cursorWords =
  /\b(cursor|token\b.{0,20}\bpage|page[ -]?token|continuation|opaque|(next|previous)[ -]page token|offset token|pagination token|marker|returned (in|by|from) (a|the) previous)/i
const filterWords =
  /\b(created|updated|modified|date|timestamp|time|day|iso[ -]?8601|unix|epoch|rfc ?3339|sort(ed|ing)?|credential|api key|search term)\b/i
const pagingWords =
  /\b(pages?|pagination|paging|paginat\w+|cursor|results?|items|records|entries|elements|rows|objects|returned?|response|maximum|limit)\b/i

/** The parameters of an operation that turn pages, most telling first. `secrets` are names of credentials. */
export function pagingParameters(
  operation: Operation,
  secrets: ReadonlySet<string>,
): PagingParameter[] {
  return operation.parameters
    .filter((each) => each.in === 'query' || (each.in === 'body' && operation.method === 'POST'))
    .filter((each) => !secrets.has(each.name))
    .flatMap((parameter) => roleOf(parameter) ?? [])
    .sort(
      (one, other) => one.rank - other.rank || (one.parameter.name < other.parameter.name ? -1 : 1),
    )
}

function roleOf(parameter: Parameter): PagingParameter | undefined {
  const name = pagingName(parameter.name)
  const found =
    sizeRole(parameter, name) ??
    countRole(parameter, name) ??
    cursorRole(parameter, name) ??
    cursorRole(parameter, normal(parameter.name))
  const penalty = parameter.isDeprecated ? 10 : 0
  return found && { role: found[0], parameter, rank: found[1] + penalty }
}

type Ranked = readonly [PagingRole, number] | undefined

function sizeRole(parameter: Parameter, name: string): Ranked {
  const rank = sizeNames.findIndex((each) => each.test(name))
  return rank >= 0 && isSize(parameter, rank) ? ['size', rank] : undefined
}

function countRole(parameter: Parameter, name: string): Ranked {
  if (!isCount(parameter) || (parameter.schema.type === 'string' && isToken(parameter))) {
    return undefined
  }
  if (pageNames.test(name)) return ['page', name === 'page' ? 0 : 1]
  if (!offsetNames.test(name)) return undefined
  if (/^(offset|skip|startat|startindex|pageoffset)$/.test(name)) return ['offset', 0]
  const isPlainStart =
    /^start(row|pos|offset)?$/.test(name) &&
    parameter.schema.type === 'integer' &&
    !filterWords.test(parameter.description)
  return isPlainStart || isPosition(parameter.description) ? ['offset', 2] : undefined
}

function cursorRole(parameter: Parameter, name: string): Ranked {
  const rank = cursorNames.findIndex((each) => each.test(name))
  const isBackwards = /\b(previous|backwards?)\b/i.test(parameter.description)
  if (rank < 0 || (isBackwards && /before|prev/i.test(name))) return undefined
  return isCursor(parameter, rank) ? ['cursor', rank] : undefined
}

/** The name without what groups it: `page[number]` is `pagenumber`, `options.offset` is `offset`. */
function pagingName(name: string): string {
  const own = name.replace(/^(?:query|options?|params|request|pageable|list)\[(.+)\]$/i, '$1')
  const inner = own.split('.').at(-1) ?? own
  return normal(inner.replace(/^\$/, '')).replace(/^(pagination|paging|paginate)(?=.)/, '')
}

function isSize(parameter: Parameter, rank: number): boolean {
  const { type } = parameter.schema
  if (hasChoices(parameter) && !choicesAreNumbers(parameter)) return false
  if (type !== 'integer' && type !== 'number' && type !== 'unknown' && type !== 'string')
    return false
  const isNumber = type === 'integer' || type === 'number'
  if (rank === 0)
    return (
      isNumber ||
      !filterWords.test(parameter.description) ||
      pagingWords.test(parameter.description)
    )
  return isNumber
    ? rank === 1 || pagingWords.test(parameter.description)
    : rank === 1 && pagingWords.test(parameter.description)
}

function hasChoices(parameter: Parameter): boolean {
  return Array.isArray(rawAt(parameter.schema.located, 'enum'))
}

function choicesAreNumbers(parameter: Parameter): boolean {
  const choices = rawAt(parameter.schema.located, 'enum')
  return Array.isArray(choices) && choices.every((each) => /^\d+$/.test(String(each)))
}

/** A count: a number, or a text that is not said to be something else. */
function isCount(parameter: Parameter): boolean {
  const { type, located } = parameter.schema
  if (/date/.test(String(rawAt(located, 'format') ?? ''))) return false
  if (hasChoices(parameter) && !choicesAreNumbers(parameter)) return false
  return type === 'integer' || type === 'number' || type === 'unknown' || type === 'string'
}

function isToken(parameter: Parameter): boolean {
  const example =
    at(parameter.schema.located, 'example')?.value ?? at(parameter.located, 'example')?.value
  if (typeof example === 'string' && example.length > 8 && !/^\d+$/.test(example)) return true
  return cursorWords.test(parameter.description) && !isPosition(parameter.description)
}

function isPosition(description: string): boolean {
  return /\b(index|number of|zero[- ]based|0[- ]based|skip(ped|s)?|starting (position|point|index|at)|first (item|result|record|element|row)|position of)\b/i.test(
    description,
  )
}

function isCursor(parameter: Parameter, rank: number): boolean {
  const { type, located } = parameter.schema
  if (type === 'object' || type === 'array' || type === 'boolean') return false
  if (/date/.test(String(rawAt(located, 'format') ?? '')) || hasChoices(parameter)) return false
  const isSaid = cursorWords.test(parameter.description)
  if (rank < 2) return true
  if (rank === 2)
    return (
      isSaid || !filterWords.test(parameter.description) || /\bid\b/i.test(parameter.description)
    )
  if (rank === 3)
    return isSaid || pagingWords.test(parameter.description) || parameter.description === ''
  return isSaid
}
