import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createGuardedTransport } from '../server/egress/guarded-transport'
import type { ModelAnswer, ModelQuestion } from './model'
import { fetchThrough } from './openai/transport-fetch'
import { createOpenAiModel, type OpenAiModelOptions } from './openai-model'
import {
  errorReply,
  type ModelServer,
  type ReceivedQuestion,
  type ServedReply,
  startModelServer,
} from './testing/model-server'

const schema = z.strictObject({
  title: z.string().max(20).nullable(),
  items: z.array(z.strictObject({ name: z.string(), size: z.int().min(1).nullable() })).max(4),
})
type Value = z.output<typeof schema>

const question: ModelQuestion<Value> = {
  form: 'things',
  system: 'Say what is there.',
  parts: [
    { title: 'One', text: 'first part' },
    { title: 'Two', text: 'second part' },
  ],
  schema,
  answerTokensMax: 500,
}
const good = JSON.stringify({ title: 'x', items: [{ name: 'a', size: 1 }] })
const key = 'sk-canary-1234567890abcdef'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function serve(
  replies: readonly ServedReply[] | ((question: ReceivedQuestion, count: number) => ServedReply),
): Promise<ModelServer> {
  const answer =
    typeof replies === 'function'
      ? replies
      : (_: ReceivedQuestion, count: number) =>
          replies[count - 1] ?? replies.at(-1) ?? { text: good }
  const server = await startModelServer({ answer })
  closing.push(server.close)
  return server
}

function modelAt(url: string, options: Partial<OpenAiModelOptions> = {}) {
  const transport = createGuardedTransport({ allow: { loopbackAndPrivate: 'all' } })
  closing.push(() => transport.close())
  return createOpenAiModel({
    baseUrl: url,
    apiKey: key,
    model: 'simulated',
    fetch: fetchThrough(transport),
    wait: async () => {},
    ...options,
  })
}

async function ask(
  replies: Parameters<typeof serve>[0],
  options: Partial<OpenAiModelOptions> = {},
) {
  const server = await serve(replies)
  const signal = new AbortController().signal
  const answer = await modelAt(server.url, options).ask(question, { signal })
  return { answer, server }
}

function failureOf(answer: ModelAnswer<Value>) {
  if (answer.ok) throw new Error('The model answered')
  expect(JSON.stringify(answer)).not.toContain(key)
  return answer.failure
}

describe('an answer', () => {
  it('arrives in pieces, with progress and the count of tokens', async () => {
    const server = await serve([{ text: good }])
    const seen: number[] = []
    const answer = await modelAt(server.url).ask(question, {
      signal: new AbortController().signal,
      onProgress: (characters) => seen.push(characters),
    })
    expect(answer).toEqual({
      ok: true,
      value: JSON.parse(good),
      isPartial: false,
      calls: 1,
      usage: { input: 10, output: 5 },
    })
    expect(seen.at(-1)).toBe(good.length)
    expect(seen.length).toBeGreaterThan(1)
    const [received] = server.received
    expect(received).toMatchObject({
      path: '/v1/chat/completions',
      authorization: `Bearer ${key}`,
      system: 'Say what is there.',
      prompt: 'first part\n\nsecond part',
      form: 'things',
    })
    expect(received?.body).not.toHaveProperty('tools')
  })

  it('is understood from an endpoint that does not stream', async () => {
    const { answer } = await ask([{ text: good, isWhole: true }])
    expect(answer).toMatchObject({ ok: true, value: JSON.parse(good) })
  })

  it.each([
    ['code fences', `Sure:\n\`\`\`json\n${good}\n\`\`\`\nDone.`],
    ['thoughts before it', `<think>{"title": 1}</think>${good}`],
    ['words in another language around it', `Hier ist die Antwort: ${good} Viel Erfolg!`],
  ])('is taken out of %s', async (_, text) => {
    const { answer } = await ask([{ text }])
    expect(answer).toMatchObject({ ok: true, value: JSON.parse(good), calls: 1 })
  })

  it('keeps what has the right shape', async () => {
    const text = JSON.stringify({
      title: 'much longer than twenty characters',
      extra: true,
      items: [
        { name: 'a', size: 1, more: 1 },
        { name: 'b', size: 1e308 },
        { name: 7, size: 1 },
        { name: 'c', size: null },
        { name: 'behind the longest list', size: 1 },
      ],
    })
    const { answer } = await ask([{ text }])
    expect(answer).toMatchObject({
      ok: true,
      isPartial: true,
      calls: 1,
      value: {
        title: null,
        items: [
          { name: 'a', size: 1 },
          { name: 'c', size: null },
        ],
      },
    })
  })

  it.each([
    ['truncated JSON', good.slice(0, -8)],
    ['prose', 'I cannot see any things.'],
    ['the wrong frame', '{"answer": 1}'],
  ])('is asked for once more after %s', async (_, text) => {
    const { answer, server } = await ask([{ text }, { text: good }])
    expect(answer).toMatchObject({ ok: true, value: JSON.parse(good), calls: 2 })
    const messages = server.received[1]?.body.messages as { role: string }[]
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
  })
})

describe('a failure', () => {
  it.each<[string, string, number, ServedReply]>([
    ['a refusal', 'declined', 1, { refusal: 'I must not.' }],
    ['a content filter', 'declined', 1, { text: '{', finish: 'content_filter' }],
    ['a length limit', 'truncated', 1, { text: '{"title":', finish: 'length' }],
    ['no choices', 'empty', 1, { choices: 'none' }],
    ['an empty answer', 'empty', 1, { text: '' }],
    ['JSON that stays truncated', 'not-json', 2, { text: '{"title": ' }],
    ['a shape that stays wrong', 'wrong-shape', 2, { text: '{"things": []}' }],
    [
      'a page with status 200',
      'not-compatible',
      1,
      { status: 200, body: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } },
    ],
    [
      'other JSON with status 200',
      'not-compatible',
      1,
      { status: 200, body: '{"ok":true}', headers: { 'content-type': 'application/json' } },
    ],
    [
      'an error object with status 200',
      'unavailable',
      1,
      {
        status: 200,
        body: '{"error":{"message":"overloaded"}}',
        headers: { 'content-type': 'application/json' },
      },
    ],
    ['an error in the stream', 'unavailable', 1, { streamError: 'overloaded' }],
    [
      'an unknown model',
      'unknown-model',
      1,
      errorReply(404, 'The model `x` does not exist', 'model_not_found'),
    ],
    ['a path that is not there', 'not-compatible', 1, { status: 404, body: 'not found' }],
    [
      'a redirect',
      'not-compatible',
      1,
      { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } },
    ],
    [
      'a refused key',
      'unauthorised',
      1,
      errorReply(401, `Incorrect API key provided: ${key}.`, 'invalid_api_key'),
    ],
    [
      'a question that is too long',
      'too-long',
      1,
      errorReply(
        400,
        "This model's maximum context length is 8192 tokens",
        'context_length_exceeded',
      ),
    ],
    [
      'an account without credit',
      'rate-limited',
      1,
      errorReply(429, 'You exceeded your current quota', 'insufficient_quota'),
    ],
    ['a rate limit', 'rate-limited', 3, errorReply(429, 'Slow down')],
    ['an error of the server', 'unavailable', 3, errorReply(500, 'oops')],
    ['a connection that is reset', 'unavailable', 3, { reset: true }],
    ['a connection lost in the middle', 'unavailable', 3, { text: good, dropAfter: 1 }],
  ])('says what happened: %s', async (_, code, calls, reply) => {
    const { answer } = await ask([reply])
    const failure = failureOf(answer)
    expect(failure.code).toBe(code)
    expect(answer.calls).toBe(calls)
    expect(failure.text).toMatch(/^[A-Z].*\.$/)
    expect(failure.remedy).toMatch(/\.$/)
  })

  it('passes when the next try works', async () => {
    const waits: number[] = []
    const wait = async (ms: number) => {
      waits.push(ms)
    }
    const replies = [
      errorReply(429, 'Slow down', null, { 'retry-after': '3' }),
      errorReply(503, 'oops', null, { 'retry-after-ms': '20' }),
      { text: good },
    ]
    const { answer } = await ask(replies, { wait })
    expect(answer).toMatchObject({ ok: true, calls: 3 })
    expect(waits).toEqual([3000, 20])
  })

  it.each(['86400', '99999999999999999', 'Fri, 31 Dec 2199 23:59:59 GMT'])(
    'comes at once when the server wants a wait of %s',
    async (after) => {
      const reply = errorReply(429, 'Slow down', null, { 'retry-after': after })
      const { answer } = await ask([reply])
      expect(failureOf(answer).code).toBe('rate-limited')
      expect(answer.calls).toBe(1)
    },
  )

  it.each<[string, ServedReply]>([
    ['no first byte', { silent: true }],
    ['a slow first byte', { text: good, firstByteMs: 5_000 }],
  ])('comes at the one deadline: %s', async (_, reply) => {
    const { answer } = await ask([reply], { deadlineMs: 150 })
    expect(failureOf(answer).code).toBe('timeout')
    expect(answer.calls).toBe(1)
  })

  it('is "cancelled" when a person cancels', async () => {
    const server = await serve([{ silent: true }])
    const controller = new AbortController()
    const asking = modelAt(server.url).ask(question, { signal: controller.signal })
    controller.abort()
    expect(failureOf(await asking).code).toBe('cancelled')
  })

  it.each([
    ['a base URL that is none', { baseUrl: 'api.example.com' }, 'not-compatible'],
    ['no model', { model: ' ' }, 'unknown-model'],
    ['an address where nothing is', { baseUrl: 'http://127.0.0.1:1/v1' }, 'unreachable'],
  ])('says which setting is wrong: %s', async (_, options, code) => {
    const { answer } = await ask([{ text: good }], options)
    expect(failureOf(answer)).toMatchObject({ code, blame: 'settings' })
  })

  it('asks for permission to call a private address', async () => {
    const server = await serve([{ text: good }])
    const transport = createGuardedTransport({ allow: { loopbackAndPrivate: [] } })
    closing.push(() => transport.close())
    const model = modelAt(server.url, { fetch: fetchThrough(transport) })
    const answer = await model.ask(question, { signal: new AbortController().signal })
    expect(failureOf(answer)).toMatchObject({ code: 'not-permitted', blame: 'person' })
    expect(server.received).toEqual([])
  })

  it('asks for a key when an endpoint wants one and none is set', async () => {
    const { answer, server } = await ask([errorReply(401, 'Missing key')], { apiKey: '' })
    expect(failureOf(answer).remedy).toContain('Give a key')
    expect(server.received[0]?.authorization).toBeUndefined()
  })

  it('shows words of the server without keys, markup and queries', async () => {
    const words = `<b>Bad</b> \u202e body for ${key} at http://h/x?token=abc with sk-other-98765`
    const { answer } = await ask([errorReply(418, words)])
    const { text } = failureOf(answer)
    expect(text).toContain('Bad')
    expect(text).not.toMatch(/sk-|token=|<b>|\u202e/)
  })
})

describe('an endpoint without structured output', () => {
  const refusing =
    (words: string, accepts: (body: ReceivedQuestion['body']) => boolean) =>
    ({ body }: ReceivedQuestion): ServedReply =>
      accepts(body) ? { text: good } : errorReply(400, words)

  it('is asked for a JSON object, then for text, and that is remembered', async () => {
    const isText = (body: ReceivedQuestion['body']) => body.response_format === undefined
    const server = await serve(refusing("'response_format' is not supported", isText))
    const model = modelAt(server.url)
    const signal = new AbortController().signal
    expect(await model.ask(question, { signal })).toMatchObject({ ok: true, calls: 3 })
    expect(await model.ask(question, { signal })).toMatchObject({ ok: true, calls: 1 })
    const formats = server.received.map(
      ({ body }) => (body.response_format as { type: string } | undefined)?.type,
    )
    expect(formats).toEqual(['json_schema', 'json_object', undefined, undefined])
    const isTold = server.received.map(({ system }) =>
      system.includes('"additionalProperties":false'),
    )
    expect(isTold).toEqual([false, true, true, true])
  })

  it('is asked without what it names', async () => {
    const server = await serve(({ body }) => {
      if ('stream_options' in body) return errorReply(400, 'Unknown field stream_options')
      if ('max_completion_tokens' in body)
        return errorReply(422, "'max_completion_tokens' is unknown")
      if ('temperature' in body) return errorReply(400, 'Only the default temperature is supported')
      return { text: good }
    })
    const signal = new AbortController().signal
    expect(await modelAt(server.url).ask(question, { signal })).toMatchObject({
      ok: true,
      calls: 4,
    })
    expect(server.received.at(-1)?.body).toMatchObject({ max_tokens: 500, stream: true })
  })

  it('is not asked for ever', async () => {
    const { answer } = await ask([errorReply(400, 'Bad request')])
    expect(failureOf(answer).code).toBe('rejected')
    expect(answer.calls).toBe(3)
  })
})

describe('the form that is sent', () => {
  it('is closed and has no words that strict output refuses', async () => {
    const { server } = await ask([{ text: good }])
    const format = server.received[0]?.body.response_format as {
      json_schema: { strict: boolean; schema: object }
    }
    expect(format.json_schema.strict).toBe(true)
    const text = JSON.stringify(format.json_schema.schema)
    expect(text).not.toMatch(/maxLength|maxItems|minimum|\$schema/)
    expect(text.match(/"type":"object"/g)?.length).toBe(
      text.match(/"additionalProperties":false/g)?.length,
    )
  })
})
