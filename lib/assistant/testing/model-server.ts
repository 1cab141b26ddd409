import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A question as the server received it. */
export interface ReceivedQuestion {
  readonly path: string
  readonly authorization: string | undefined
  readonly model: string
  readonly system: string
  /** The first message of the user: the prompt. */
  readonly prompt: string
  /** Name of the form that is asked for, when structured output is used. */
  readonly form: string | undefined
  readonly body: { readonly [key: string]: unknown }
}

/** What the server answers: words of a model, or one of the faults that endpoints have. */
export type ServedReply =
  | {
      readonly text: string
      /** Default `stop`. */
      readonly finish?: string | undefined
      /** Answers in one piece although a stream was asked for. */
      readonly isWhole?: boolean | undefined
      readonly firstByteMs?: number | undefined
      /** The connection ends after so many pieces of the answer. */
      readonly dropAfter?: number | undefined
    }
  | { readonly refusal: string }
  | { readonly choices: 'none' }
  | {
      readonly status: number
      readonly body: string
      readonly headers?: Readonly<Record<string, string>> | undefined
    }
  /** In the middle of a stream. */
  | { readonly streamError: string }
  /** Takes the question and never answers. */
  | { readonly silent: true }
  | { readonly reset: true }

export interface ModelServer {
  /** Base URL for a client, with `/v1`. */
  readonly url: string
  readonly received: readonly ReceivedQuestion[]
  close(): Promise<void>
}

export interface ModelServerOptions {
  /** `count` is the number of this question, from 1. */
  answer(question: ReceivedQuestion, count: number): ServedReply
  /** When set, every other key is answered with 401. */
  readonly key?: string | undefined
  /** 0 takes any free port. Default 0. */
  readonly port?: number | undefined
}

/** An error as the protocol writes it. */
export function errorReply(
  status: number,
  message: string,
  code: string | null = null,
  headers?: Readonly<Record<string, string>>,
): ServedReply {
  const body = JSON.stringify({ error: { message, type: 'error', param: null, code } })
  return { status, body, headers: { 'content-type': 'application/json', ...headers } }
}

/**
 * A chat-completions server on 127.0.0.1 that answers as it is told, with real sockets: streams, slow
 * first bytes, connections that end in the middle.
 */
export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const received: ReceivedQuestion[] = []
  const server = createServer((incoming, outgoing) => {
    void respond(incoming, outgoing, (question) => {
      received.push(question)
      const isKnown =
        options.key === undefined || question.authorization === `Bearer ${options.key}`
      const sent = question.authorization?.replace(/^Bearer /, '') ?? 'none'
      return isKnown
        ? options.answer(question, received.length)
        : errorReply(401, `Incorrect API key provided: ${sent}.`, 'invalid_api_key')
    })
  })
  const listening = Promise.withResolvers<void>()
  server.once('error', listening.reject)
  server.listen(options.port ?? 0, '127.0.0.1', listening.resolve)
  await listening.promise
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    received,
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (question: ReceivedQuestion) => ServedReply,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Record<string, unknown>
  const question = questionOf(incoming, body)
  const reply = answer(question)
  if ('silent' in reply) return
  if ('reset' in reply) {
    incoming.socket.resetAndDestroy()
    return
  }
  if ('status' in reply) {
    outgoing.writeHead(reply.status, reply.headers ?? {}).end(reply.body)
    return
  }
  if (body.stream === true && !('isWhole' in reply && reply.isWhole)) await stream(reply, outgoing)
  else outgoing.writeHead(200, { 'content-type': 'application/json' }).end(whole(reply))
}

function questionOf(
  { url = '', headers }: IncomingMessage,
  body: Readonly<Record<string, unknown>>,
): ReceivedQuestion {
  const messages = (body.messages ?? []) as { role: string; content: string }[]
  const contentOf = (role: string) => messages.find((each) => each.role === role)?.content ?? ''
  const format = body.response_format as { json_schema?: { name?: string } } | undefined
  return {
    path: url,
    authorization: headers.authorization,
    model: String(body.model),
    system: contentOf('system'),
    prompt: contentOf('user'),
    form: format?.json_schema?.name,
    body,
  }
}

type Said = Exclude<ServedReply, { status: number } | { silent: true } | { reset: true }>

const head = { id: 'chatcmpl-1', created: 0, model: 'simulated' }
const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 }

function whole(reply: Said): string {
  if ('choices' in reply) return JSON.stringify({ ...head, object: 'chat.completion', choices: [] })
  if ('streamError' in reply) return JSON.stringify({ error: { message: reply.streamError } })
  const message =
    'refusal' in reply
      ? { role: 'assistant', content: null, refusal: reply.refusal }
      : { role: 'assistant', content: reply.text, refusal: null }
  const finish_reason = 'finish' in reply ? (reply.finish ?? 'stop') : 'stop'
  const choices = [{ index: 0, message, finish_reason }]
  return JSON.stringify({ ...head, object: 'chat.completion', choices, usage })
}

async function stream(reply: Said, outgoing: ServerResponse): Promise<void> {
  if ('firstByteMs' in reply) await wait(reply.firstByteMs ?? 0)
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (value: unknown) => outgoing.write(`data: ${JSON.stringify(value)}\n\n`)
  const choice = (delta: object, finish_reason: string | null = null) => ({
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason }],
  })
  if ('streamError' in reply) {
    send(choice({ role: 'assistant', content: '{' }))
    send({ error: { message: reply.streamError } })
  } else if ('choices' in reply) {
    send({ ...head, object: 'chat.completion.chunk', choices: [], usage })
  } else if ('refusal' in reply) {
    send(choice({ refusal: reply.refusal }))
    send(choice({}, 'stop'))
  } else {
    const size = Math.max(40, Math.ceil(reply.text.length / 40))
    const pieces = Array.from({ length: Math.ceil(reply.text.length / size) }, (_, index) =>
      reply.text.slice(index * size, (index + 1) * size),
    )
    for (const [index, content] of pieces.entries()) {
      if (index === reply.dropAfter) {
        outgoing.destroy()
        return
      }
      send(choice({ content }))
      await wait(0)
    }
    send(choice({}, reply.finish ?? 'stop'))
    send({ ...head, object: 'chat.completion.chunk', choices: [], usage })
  }
  outgoing.end('data: [DONE]\n\n')
}
