import { expect, test } from 'vitest'
import type { Problem } from '@/lib/manifest/problem'
import { foldInfos } from './fold-infos'

const at = (severity: Problem['severity'], message: string, place: number): Problem => ({
  code: 'field_deprecated',
  severity,
  message,
  path: ['streams', place],
})

test('remarks that say the same are one, where the first stands', () => {
  const groups = foldInfos([
    at('info', 'a', 0),
    at('info', 'b', 0),
    at('info', 'a', 1),
    at('info', 'a', 2),
  ])
  expect(groups.map((group) => [group[0].message, group.length])).toEqual([
    ['a', 3],
    ['b', 1],
  ])
})

test('errors stay alone, each at its place', () => {
  expect(foldInfos([at('error', 'a', 0), at('error', 'a', 1)])).toHaveLength(2)
})
