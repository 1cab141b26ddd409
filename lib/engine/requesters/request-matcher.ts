import { z } from 'zod'
import { numberOf } from '../backoffs/number-of'
import { type BuildContext, template } from '../component'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import { queryValues, urlPlace } from '../url'
import { toText } from '../values/text'
import type { Value } from '../values/value'
import type { BudgetedRequest } from './api-budget'
import { compileRegex } from './compile-regex'

export const requestMatcherSchema = z
  .object({
    type: z.literal('HttpRequestRegexMatcher').optional(),
    method: z
      .string()
      .optional()
      .meta({
        title: 'Method',
        description: 'The HTTP method.',
        examples: ['GET'],
      }),
    url_base: z
      .string()
      .optional()
      .meta({
        title: 'Origin',
        description: 'Scheme and host, without a path.',
        examples: ['https://api.example.com'],
      }),
    url_path_pattern: z
      .string()
      .optional()
      .meta({
        title: 'Path pattern',
        description: 'A regular expression that occurs in the path.',
        examples: ['^/v1/orders'],
      }),
    params: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({
        title: 'URL parameters',
        description: 'Parameters that must have these values.',
        examples: [{ type: 'report' }],
      }),
    headers: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({
        title: 'Headers',
        description: 'Headers that must have these values.',
        examples: [{ 'Api-Version': '2' }],
      }),
    weight: z
      .union([z.int(), template('config')])
      .optional()
      .meta({
        title: 'Weight',
        description: 'As how many calls one of these counts.',
        examples: [1, 5],
        group: 'advanced',
      }),
  })
  .meta({ title: 'Requests', description: 'Fits requests for which everything given is true.' })

export type RequestMatcherConfig = z.output<typeof requestMatcherSchema>

/** Tells whether a request is one of a kind, and how much it weighs. */
export interface RequestMatcher {
  fits(request: BudgetedRequest): boolean
  readonly weight: number
}

/** @throws ManifestInvalid when the pattern or the weight cannot be used */
export function createRequestMatcher(
  config: RequestMatcherConfig,
  context: BuildContext,
  path: BuildContext['path'],
): RequestMatcher {
  const pattern = config.url_path_pattern
    ? compileRegex(config.url_path_pattern, [...path, 'url_path_pattern'])
    : undefined
  const method = config.method?.toUpperCase()
  const base = config.url_base?.replace(/\/$/, '')
  const params = textPairs(config.params)
  const headers = textPairs(config.headers)
  return {
    weight: weightOf(config.weight, context, path),
    fits(request) {
      if (method !== undefined && request.method.toUpperCase() !== method) return false
      const place = urlPlace(request.url)
      if (base !== undefined && place.origin !== base) return false
      if (pattern && !pattern.matcher(place.path.replace(/\/$/, '')).find()) return false
      return hasParams(request, params) && hasHeaders(request, headers)
    },
  }
}

function textPairs(
  map: Record<string, unknown> | undefined,
): readonly (readonly [string, string])[] {
  return Object.entries(map ?? {}).map(([key, value]) => [key, toText(value as Value)])
}

function hasParams(
  { url }: BudgetedRequest,
  params: readonly (readonly [string, string])[],
): boolean {
  if (params.length === 0) return true
  const present = queryValues(url, 'last')
  return params.every(([key, value]) => present.get(key) === value)
}

function hasHeaders(
  { headers }: BudgetedRequest,
  wanted: readonly (readonly [string, string])[],
): boolean {
  if (wanted.length === 0) return true
  const present = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return wanted.every(([name, value]) => present.get(name.toLowerCase()) === value)
}

function weightOf(
  value: number | string | undefined,
  context: BuildContext,
  path: BuildContext['path'],
): number {
  if (value === undefined) return 1
  const weight = typeof value === 'number' ? value : numberOf(interpolatedString(value, context)())
  if (weight !== undefined && Number.isInteger(weight) && weight >= 1) return weight
  throw new ManifestInvalid('The weight of a call has to be a whole number from 1', {
    path: [...path, 'weight'],
  })
}
