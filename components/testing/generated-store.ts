import { CallFailed } from '@/lib/client/call'
import { streamGeneratedStreams } from '@/lib/client/test-read'

/** The streams that the templates of a project make, as far as anybody asked. */
export interface GeneratedView {
  readonly isAsking: boolean
  /** By the place of the template, its keys joined with slashes. */
  readonly streams: ReadonlyMap<string, readonly string[]>
  /** What went wrong, in one sentence. */
  readonly fault?: string | undefined
}

/** Where the events come from; a fake one in tests. */
export type GeneratedSource = typeof streamGeneratedStreams

const nothing: GeneratedView = { isAsking: false, streams: new Map() }

/** Asks for the streams that templates make and remembers them while the page is open. */
export class GeneratedStore {
  readonly #projectId: string
  readonly #source: GeneratedSource
  readonly #listeners = new Set<() => void>()
  #view = nothing
  #abort: AbortController | undefined

  constructor(projectId: string, source: GeneratedSource = streamGeneratedStreams) {
    this.#projectId = projectId
    this.#source = source
  }

  readonly getSnapshot = (): GeneratedView => this.#view

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Asks anew, with the text on screen; what was asked before and is not answered is given up. */
  async ask(request: { readonly text: string; readonly environmentId?: string | undefined }) {
    this.#abort?.abort()
    const abort = new AbortController()
    this.#abort = abort
    this.#set({ ...this.#view, isAsking: true, fault: undefined })
    const streams = new Map<string, readonly string[]>()
    let fault: string | undefined
    try {
      for await (const event of this.#source(
        { projectId: this.#projectId, ...request },
        abort.signal,
      )) {
        if (event.kind === 'generated') {
          streams.set(
            event.path.join('/'),
            event.streams.map(({ name }) => name),
          )
        }
        if (event.kind === 'error') fault = event.message
      }
    } catch (error) {
      fault = error instanceof CallFailed ? error.problem.title : String(error)
    }
    if (this.#abort !== abort) return
    this.#set({ isAsking: false, streams, fault })
  }

  #set(view: GeneratedView) {
    this.#view = view
    for (const listener of this.#listeners) listener()
  }
}

const stores = new Map<string, GeneratedStore>()

/** The same object for everybody who asks about a project. */
export function generatedStoreOf(projectId: string): GeneratedStore {
  const known = stores.get(projectId) ?? new GeneratedStore(projectId)
  stores.set(projectId, known)
  return known
}
