import { expect, test } from 'vitest'
import { parseJson } from '@/lib/engine/values/json'
import { pathsWith, treeRows } from './tree-rows'

const body = parseJson('{"data": [1, 2, 3, 4, 5], "meta": {"next": "abc", "price": 10.0}}')

test('a closed node is one line, a long list says how many it hides', () => {
  const rows = treeRows(body, {
    isOpen: (path) => path !== 'meta',
    shownItems: () => 3,
  })
  expect(rows.map((row) => row.more ?? row.path)).toEqual([
    '',
    'data',
    'data.0',
    'data.1',
    'data.2',
    { from: 3, count: 2 },
    'meta',
  ])
})

test('a search finds keys and values and opens the way to them', () => {
  const { open, hits } = pathsWith(body, 'ABC')
  expect([...hits]).toEqual(['meta.next'])
  expect([...open].sort()).toEqual(['', 'meta'])
})
