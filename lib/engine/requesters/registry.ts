import { defineRegistry } from '../component'
import { apiBudgetKind } from './api-budget'
import { callRatePolicyKind } from './call-rate-policy'
import { fixedWindowCallRatePolicy } from './fixed-window-call-rate-policy'
import { groupByKeyMergeStrategy } from './group-by-key-merge-strategy'
import { httpApiBudget } from './http-api-budget'
import { httpRequester } from './http-requester'
import { requestOptionKind, requestPathKind } from './injector'
import { jsonSchemaPropertySelector } from './json-schema-property-selector'
import { movingWindowCallRatePolicy } from './moving-window-call-rate-policy'
import { propertiesFromEndpoint } from './properties-from-endpoint'
import { propertyChunking } from './property-chunking'
import { queryProperties } from './query-properties'
import {
  mergeStrategyKind,
  propertiesFromEndpointKind,
  propertyChunkerKind,
  propertySelectorKind,
  queryPropertiesKind,
} from './query-properties-kind'
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
import { unlimitedCallRatePolicy } from './unlimited-call-rate-policy'

export const requesters = defineRegistry(requesterKind, [httpRequester])

export const requestOptions = defineRegistry(requestOptionKind, [requestOption])

export const requestPaths = defineRegistry(requestPathKind, [requestPath])

export const requestBodies = defineRegistry(requestBodyKind, [
  requestBodyPlainText,
  requestBodyUrlEncodedForm,
  requestBodyJsonObject,
  requestBodyGraphQl,
])

export const apiBudgets = defineRegistry(apiBudgetKind, [httpApiBudget])

export const callRatePolicies = defineRegistry(callRatePolicyKind, [
  fixedWindowCallRatePolicy,
  movingWindowCallRatePolicy,
  unlimitedCallRatePolicy,
])

export const queryPropertiesList = defineRegistry(queryPropertiesKind, [queryProperties])

export const propertySources = defineRegistry(propertiesFromEndpointKind, [propertiesFromEndpoint])

export const propertyChunkers = defineRegistry(propertyChunkerKind, [propertyChunking])

export const propertySelectors = defineRegistry(propertySelectorKind, [jsonSchemaPropertySelector])

export const mergeStrategies = defineRegistry(mergeStrategyKind, [groupByKeyMergeStrategy])
