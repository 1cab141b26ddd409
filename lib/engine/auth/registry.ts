import { defineRegistry } from '../component'
import { apiKeyAuthenticator } from './api-key-authenticator'
import { authenticatorKind } from './authenticator'
import { basicHttpAuthenticator } from './basic-http-authenticator'
import { bearerAuthenticator } from './bearer-authenticator'
import { jwtAuthenticator } from './jwt-authenticator'
import { legacySessionTokenAuthenticator } from './legacy-session-token-authenticator'
import { noAuth } from './no-auth'
import { oauthAuthenticator } from './oauth-authenticator'
import { rateLimitedMultipleTokenAuthenticator } from './rate-limited-multiple-token-authenticator'
import { selectiveAuthenticator } from './selective-authenticator'
import { sessionTokenAuthenticator } from './session-token-authenticator'

export const authenticators = defineRegistry(authenticatorKind, [
  noAuth,
  apiKeyAuthenticator,
  bearerAuthenticator,
  basicHttpAuthenticator,
  oauthAuthenticator,
  jwtAuthenticator,
  sessionTokenAuthenticator,
  selectiveAuthenticator,
  rateLimitedMultipleTokenAuthenticator,
  legacySessionTokenAuthenticator,
])
