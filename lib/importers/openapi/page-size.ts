import type { Confidence, Fact, PageSize, Place } from '../facts'
import { evidenceOf, type Located, rawAt } from './document'
import type { Parameter } from './operations'
import { propertiesOf, type SchemaView } from './schema-view'

/**
 * Asked for where a document names neither a largest nor a usual size, and not exceeded where only
 * prose names one: a server that gives less than asked would look like the last page.
 */
const sizeGuess = 100
/** More records than this on one page are not asked for. */
const sizeMax = 1000

/** Where a value of a request goes, for a parameter of a document. */
export function placeOf(parameter: Parameter): Place {
  return {
    in: parameter.in === 'body' || parameter.in === 'header' ? parameter.in : 'query',
    name: parameter.name,
  }
}

/**
 * How many records to ask for: the declared maximum, else a number that the description calls one,
 * else the default, since a server that gives less than asked would look like the last page.
 */
export function pageSizeOf(parameter: Parameter | undefined): Fact<PageSize | undefined> {
  if (!parameter) return { value: undefined, confidence: 'unknown', evidence: [] }
  const { located } = parameter.schema
  const choices = rawAt(located, 'enum')
  const most = choiceUpTo(choices, sizeMax) ?? declaredMaximum(located)
  const said = saidMaximum(parameter.description)
  const usual = number(rawAt(located, 'default')) ?? saidDefault(parameter.description)
  const spoken = said === undefined ? undefined : Math.min(said, Math.max(sizeGuess, usual ?? 0))
  const isContradicted = most !== undefined && said !== undefined && said !== most && said !== usual
  // The smaller of two maxima is right for both.
  const bound = isContradicted ? Math.min(most, said) : (most ?? spoken)
  const least = number(rawAt(located, 'minimum')) ?? 1
  const value = Math.max(least, Math.min(bound ?? usual ?? sizeGuess, sizeMax))
  const evidence = [evidenceOf(parameter.located, parameter.description || parameter.name)]
  if (isContradicted) evidence.push(evidenceOf(located, `maximum ${most}`))
  return {
    value: { place: placeOf(parameter), value: choiceUpTo(choices, value) ?? value },
    confidence: certainty({ most, said, usual }, isContradicted),
    evidence,
  }
}

interface Numbers {
  readonly most: number | undefined
  readonly said: number | undefined
  readonly usual: number | undefined
}

function certainty({ most, said, usual }: Numbers, isContradicted: boolean): Confidence {
  if (isContradicted) return 'likely'
  if ((most ?? said) !== undefined) return 'certain'
  return usual === undefined ? 'guess' : 'likely'
}

function declaredMaximum(schema: Located): number | undefined {
  const exclusive = number(rawAt(schema, 'exclusiveMaximum'))
  return number(rawAt(schema, 'maximum')) ?? (exclusive ? exclusive - 1 : undefined)
}

/** The largest of declared choices that is no larger than wanted, else the smallest of them. */
function choiceUpTo(choices: unknown, wanted: number): number | undefined {
  const numbers = (Array.isArray(choices) ? choices : []).map(Number).filter((each) => each > 0)
  if (numbers.length === 0) return undefined
  const fitting = numbers.filter((each) => each <= wanted)
  return fitting.length > 0 ? Math.max(...fitting) : Math.min(...numbers)
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 1e6
    ? value
    : undefined
}

function saidMaximum(description: string): number | undefined {
  const text = description.replaceAll(/(\d),(\d{3})\b/g, '$1$2').replaceAll(/[`*_"']/g, '')
  const found =
    /\bmax(?:imum|\.)?(?: allowed)?(?: value| limit| size| number| page size)?[^.\d\n]{0,40}?(\d{1,5})\b/i.exec(
      text,
    ) ??
    /\b(?:up to|at most|no more than|not exceed|less than or equal to|<=|cannot exceed|must not exceed|can(?:not|'t) be (?:more|greater|larger|higher) than)[^.\d\n]{0,20}?(\d{1,5})\b/i.exec(
      text,
    ) ??
    /\b(?:between|from|range)\D{0,12}\d+\s*(?:and|to|-|–)\s*(\d{1,5})\b/i.exec(text) ??
    /\b1\s*(?:-|–|to|\.\.)\s*(\d{1,5})\b/.exec(text) ??
    /(\d{1,5}) (?:is the )?(?:max|maximum)\b/i.exec(text)
  return found ? number(Number(found[1])) : undefined
}

function saidDefault(description: string): number | undefined {
  const text = description.replaceAll(/[`*_"']/g, '')
  const found = /\bdefault(?:s|ing)?(?: value)?(?: to| is|:| of)?[^.\d\n]{0,20}?(\d{1,5})\b/i.exec(
    text,
  )
  return found ? number(Number(found[1])) : undefined
}

/**
 * The number of the first page: 0 only where the document says so, or where the answer has the form
 * of Spring Data, which counts from 0.
 */
export function firstPageOf(parameter: Parameter, response?: SchemaView): number {
  const { located } = parameter.schema
  const example = rawAt(located, 'example') ?? rawAt(parameter.located, 'example')
  const least = Number(example) > 0 ? undefined : rawAt(located, 'minimum')
  const declared = rawAt(located, 'default') ?? least
  if (declared === 0 || declared === '0') {
    return /\b(starts? (at|from|with) 1|first page is 1|1-based|one-based)\b/i.test(
      parameter.description,
    )
      ? 1
      : 0
  }
  const names = new Set(response ? propertiesOf(response).keys() : [])
  const isSpring = ['totalElements', 'numberOfElements', 'number'].every((name) => names.has(name))
  const isFromOne = /\b(starts?|starting|begin\w*) (at|from|with) 1\b|1-based|one-based/i
  if (isSpring && declared === undefined && !isFromOne.test(parameter.description)) return 0
  return /\b(zero|0)[ -](based|index(ed)?)|(starts?|starting|begin\w*|index\w*) (at|from|with) (0|zero)\b|first page is (0|zero)\b/i.test(
    parameter.description,
  )
    ? 0
    : 1
}
