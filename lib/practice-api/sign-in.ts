/** How a caller shows who it is. */
export type SignIn = 'none' | 'bearer' | 'api-key-header' | 'api-key-query' | 'basic' | 'oauth'

/** What opens the practice API. Not secrets: they are printed in its documentation. */
export const practiceCredentials = {
  token: 'practice-token',
  apiKey: 'practice-key',
  username: 'practice',
  password: 'practice-password',
  clientId: 'practice-client',
  clientSecret: 'practice-secret',
} as const

interface SignInWay {
  readonly title: string
  readonly description: string
  /** The OpenAPI security scheme; absent where no sign-in is needed. */
  readonly scheme?: (origin: string) => Readonly<Record<string, unknown>>
  /** Sent with status 401 (RFC 9110 11.6.1). */
  readonly challenge?: string
  accepts(request: Request, url: URL, now: number): boolean
}

const accessTokenPrefix = 'practice-access-'
/** Seconds for which an OAuth access token is good. */
export const accessTokenSeconds = 3600

/** An access token that tells its own end, so the API keeps no list of tokens. */
function writeAccessToken(now: number): string {
  return `${accessTokenPrefix}${Math.floor(now / 1000) + accessTokenSeconds}`
}

function isGoodAccessToken(token: string, now: number): boolean {
  if (!token.startsWith(accessTokenPrefix)) return false
  const ends = Number(token.slice(accessTokenPrefix.length))
  return Number.isInteger(ends) && now < ends * 1000 && ends * 1000 - now <= 3_600_000
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
}

function basicOf(request: Request): string | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (encoded === undefined) return undefined
  try {
    return atob(encoded)
  } catch {
    return undefined
  }
}

/** Every way to sign in: how it is described, and what it accepts. */
export const signIns: Readonly<Record<SignIn, SignInWay>> = {
  none: {
    title: 'None',
    description: 'No sign-in.',
    accepts: () => true,
  },
  bearer: {
    title: 'Bearer token',
    description: `Send \`Authorization: Bearer ${practiceCredentials.token}\`, or an access token from \`POST /oauth/token\`.`,
    scheme: () => ({ type: 'http', scheme: 'bearer' }),
    challenge: 'Bearer',
    accepts(request, _url, now) {
      const token = bearerOf(request)
      if (token === undefined) return false
      return token === practiceCredentials.token || isGoodAccessToken(token, now)
    },
  },
  'api-key-header': {
    title: 'API key in a header',
    description: `Send the header \`X-API-Key: ${practiceCredentials.apiKey}\`.`,
    scheme: () => ({ type: 'apiKey', in: 'header', name: 'X-API-Key' }),
    accepts: (request) => request.headers.get('x-api-key') === practiceCredentials.apiKey,
  },
  'api-key-query': {
    title: 'API key in the address',
    description: `Send \`api_key=${practiceCredentials.apiKey}\` in the query.`,
    scheme: () => ({ type: 'apiKey', in: 'query', name: 'api_key' }),
    accepts: (_request, url) => url.searchParams.get('api_key') === practiceCredentials.apiKey,
  },
  basic: {
    title: 'User name and password',
    description: `Basic authentication (RFC 7617), user \`${practiceCredentials.username}\`, password \`${practiceCredentials.password}\`.`,
    scheme: () => ({ type: 'http', scheme: 'basic' }),
    challenge: 'Basic realm="practice"',
    accepts: (request) =>
      basicOf(request) === `${practiceCredentials.username}:${practiceCredentials.password}`,
  },
  oauth: {
    title: 'OAuth client credentials',
    description: `\`POST /oauth/token\` with \`grant_type=client_credentials\`, \`client_id=${practiceCredentials.clientId}\` and \`client_secret=${practiceCredentials.clientSecret}\` gives a bearer token for an hour.`,
    scheme: (origin) => ({
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: `${origin}/oauth/token`, scopes: {} } },
    }),
    challenge: 'Bearer',
    accepts: (request, _url, now) => isGoodAccessToken(bearerOf(request) ?? '', now),
  },
}

/** Answers `POST /oauth/token` (RFC 6749 4.4, client in the body or as Basic authentication). */
export async function grantToken(request: Request, now: number): Promise<Response> {
  const form = await readForm(request)
  if (form === undefined) {
    return oauthError(400, 'invalid_request', 'The body must be a form or a JSON object')
  }
  const basic = basicOf(request)
  const client = basic ?? `${form.get('client_id') ?? ''}:${form.get('client_secret') ?? ''}`
  if (client !== `${practiceCredentials.clientId}:${practiceCredentials.clientSecret}`) {
    return oauthError(401, 'invalid_client', 'Client id or client secret is wrong')
  }
  const grant = form.get('grant_type')
  if (grant !== 'client_credentials') {
    return oauthError(400, 'unsupported_grant_type', 'Only client_credentials is supported')
  }
  return Response.json(
    {
      access_token: writeAccessToken(now),
      token_type: 'Bearer',
      expires_in: accessTokenSeconds,
    },
    { headers: { 'cache-control': 'no-store' } },
  )
}

async function readForm(request: Request): Promise<Map<string, string> | undefined> {
  const text = await request.text()
  if (!text.trimStart().startsWith('{')) return new Map(new URLSearchParams(text))
  try {
    const parsed: unknown = JSON.parse(text)
    const members = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : []
    return new Map(members.map(([key, value]) => [key, String(value)]))
  } catch {
    return undefined
  }
}

function oauthError(status: number, error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status })
}
