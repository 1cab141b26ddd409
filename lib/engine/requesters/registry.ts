import { defineRegistry } from '../component'
import { httpRequester } from './http-requester'
import { requestOptionKind, requestPathKind } from './injector'
import { requestBodyKind } from './request-body'
import {
  requestBodyGraphQl,
  requestBodyJsonObject,
  requestBodyPlainText,
  requestBodyUrlEncodedForm,
} from './request-body-types'
import { requestOption } from './request-option'
import { requestPath } from './request-path'
import { requesterKind } from './requester'

export const requesters = defineRegistry(requesterKind, [httpRequester])

export const requestOptions = defineRegistry(requestOptionKind, [requestOption])

export const requestPaths = defineRegistry(requestPathKind, [requestPath])

export const requestBodies = defineRegistry(requestBodyKind, [
  requestBodyPlainText,
  requestBodyUrlEncodedForm,
  requestBodyJsonObject,
  requestBodyGraphQl,
])
