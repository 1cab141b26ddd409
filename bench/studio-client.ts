// A signed-in client of the studio's HTTP API, for measuring.

/** Calls the studio as the browser that holds the session. */
export interface StudioClient {
  /** Sends JSON and resolves to the answer; throws when it is none of 200 to 299. */
  send(method: string, path: string, body?: unknown): Promise<Response>
}

/** Signs in with the printed link, as the page does without scripts: by its form. */
export async function signIn(origin: string, link: string): Promise<StudioClient> {
  const page = await fetch(link)
  const html = await page.text()
  const form = new FormData()
  for (const [tag] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = attribute(tag, 'name')
    if (name !== undefined) form.set(name, attribute(tag, 'value') ?? '')
  }
  form.set('token', new URL(link).searchParams.get('token') ?? '')
  const answer = await fetch(new URL('/sign-in', origin), {
    method: 'POST',
    body: form,
    headers: { origin },
    redirect: 'manual',
  })
  await answer.arrayBuffer()
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ')
  if (cookie === '') throw new Error(`Signing in was answered with ${answer.status} and no session`)
  return {
    async send(method, path, body) {
      const response = await fetch(new URL(path, origin), {
        method,
        headers: { origin, cookie, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (response.ok) return response
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    },
  }
}

function attribute(tag: string, name: string): string | undefined {
  const [, value] = new RegExp(` ${name}="([^"]*)"`).exec(tag) ?? []
  return value
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
