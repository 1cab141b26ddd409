import { defineRegistry } from '../component'
import { compositeErrorHandler } from './composite-error-handler'
import { defaultErrorHandler } from './default-error-handler'
import { errorHandlerKind } from './error-handler'
import { httpResponseFilter, responseFilterKind } from './http-response-filter'

export const errorHandlers = defineRegistry(errorHandlerKind, [
  defaultErrorHandler,
  compositeErrorHandler,
])

export const responseFilters = defineRegistry(responseFilterKind, [httpResponseFilter])
