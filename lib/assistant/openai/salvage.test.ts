import fc from 'fast-check'
import { expect, it } from 'vitest'
import { claimsAnswerSchema } from '../claims'
import { jsonIn } from './answer-text'
import { salvaged } from './salvage'

const good = {
  streams: ['a'],
  fact: { kind: 'key', fields: ['id'] },
  source: { document: 'd', pointer: '/x', quote: 'q' },
}

it('keeps the good claims among bad ones', () => {
  const claims = [
    good,
    { ...good, fact: { kind: 'password', value: 1 } },
    { ...good, source: null },
    'text',
    {
      ...good,
      fact: { kind: 'page-size', place: { in: 'query', name: 'n' }, value: Number.MAX_VALUE },
    },
    { ...good, certain: true },
  ]
  expect(salvaged(claimsAnswerSchema, { claims, note: 'x' })).toEqual({
    value: { claims: [good, good] },
    isPartial: true,
  })
})

it('says what is wrong with the frame', () => {
  expect(salvaged(claimsAnswerSchema, { answer: [] })).toHaveProperty('problem')
  expect(salvaged(claimsAnswerSchema, [])).toHaveProperty('problem')
})

it('answers for any value, and only with what the schema allows', () => {
  const part = fc.oneof(
    fc.constant(good),
    fc.jsonValue(),
    fc.record({ streams: fc.jsonValue(), fact: fc.jsonValue(), source: fc.jsonValue() }),
  )
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.record({ claims: fc.array(part) })), (value) => {
      const result = salvaged(claimsAnswerSchema, value)
      if ('value' in result) expect(claimsAnswerSchema.safeParse(result.value).success).toBe(true)
    }),
  )
})

it('finds JSON in any words without failing', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const found = jsonIn(`${before}\n\`\`\`json\n{"a":1}\n\`\`\`${after}`)
      expect(found === undefined || typeof found === 'object').toBe(true)
    }),
  )
})
