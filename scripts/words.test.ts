import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/\.test\.tsx?$/.test(path))
}

/** Exported functions and classes that no doc comment stands before. */
function withoutComment(path: string): string[] {
  const lines = readFileSync(join(root, path), 'utf8').split('\n')
  return lines.flatMap((line, index) => {
    const name = /^export (?:abstract |async )*(?:function\*?|class) (\w+)/.exec(line)?.[1]
    if (!name || lines[index - 1]?.trimEnd().endsWith('*/')) return []
    // Overloads of one function share the comment of the first.
    const isOverload = lines.slice(0, index).some((each) => each.includes(`function ${name}`))
    return isOverload ? [] : [`${path}: ${name}`]
  })
}

describe('words in the code', () => {
  it('says of every exported function and class of lib what it promises', () => {
    const found = sources('lib').flatMap(withoutComment)
    expect(found).toEqual([])
  })

  it('has no module mocks in the engine and in the manifest', () => {
    const tests = ['lib/engine', 'lib/manifest'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.test.ts'))
        .map((name) => join(root, folder, name)),
    )
    expect(tests.length).toBeGreaterThan(10)
    expect(
      tests.filter((path) => /\bvi\.(mock|doMock)\(/.test(readFileSync(path, 'utf8'))),
    ).toEqual([])
  })
})
