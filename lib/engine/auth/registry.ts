import { defineRegistry } from '../component'
import { apiKeyAuthenticator } from './api-key-authenticator'
import { authenticatorKind } from './authenticator'
import { basicHttpAuthenticator } from './basic-http-authenticator'
import { bearerAuthenticator } from './bearer-authenticator'
import { noAuth } from './no-auth'

export const authenticators = defineRegistry(authenticatorKind, [
  noAuth,
  apiKeyAuthenticator,
  bearerAuthenticator,
  basicHttpAuthenticator,
])
