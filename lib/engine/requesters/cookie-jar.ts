import type { EngineResponse } from '../response'
import { urlPlace } from '../url'

interface Cookie {
  readonly name: string
  readonly value: string
  readonly origin: string
  readonly path: string
}

/** Keeps the cookies that one requester was given and sends them back to where they came from. */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>()

  /** Remembers `Set-Cookie` headers; one that is expired already removes its cookie. */
  store(response: EngineResponse): void {
    for (const [header, value] of response.headers) {
      if (header.toLowerCase() === 'set-cookie') this.#storeOne(value, response.url)
    }
  }

  /** The `Cookie` header for a URL; undefined when nothing fits. */
  headerFor(url: string): string | undefined {
    if (this.#cookies.size === 0) return undefined
    const place = urlPlace(url)
    const fitting = [...this.#cookies.values()].filter(
      ({ origin, path }) => origin === place.origin && isWithin(place.path, path),
    )
    return fitting.length === 0
      ? undefined
      : fitting.map(({ name, value }) => `${name}=${value}`).join('; ')
  }

  #storeOne(text: string, url: string): void {
    const [pair = '', ...attributes] = text.split(';').map((part) => part.trim())
    const equals = pair.indexOf('=')
    if (equals <= 0) return
    const { origin } = urlPlace(url)
    const path = attributes.find((each) => each.toLowerCase().startsWith('path='))?.slice(5) || '/'
    const name = pair.slice(0, equals)
    const key = `${origin} ${path} ${name}`
    if (attributes.some((each) => each.toLowerCase() === 'max-age=0')) this.#cookies.delete(key)
    else this.#cookies.set(key, { name, value: pair.slice(equals + 1), origin, path })
  }
}

/** RFC 6265 5.1.4: a path matches itself and what lies below it. */
function isWithin(path: string, parent: string): boolean {
  if (parent === '/' || path === parent) return true
  return path.startsWith(parent.endsWith('/') ? parent : `${parent}/`)
}
