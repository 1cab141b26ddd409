import type { BuildContext } from '../component'
import { ManifestInvalid } from '../errors'
import { isObject, type Value } from '../values/value'
import type { HttpRequesterConfig } from './http-requester'
import { PropertyLists } from './property-lists'
import {
  propertiesFromEndpointKind,
  type QueryProperties,
  queryPropertiesKind,
} from './query-properties-kind'

/**
 * The properties a requester asks for. They may stand in one URL parameter, whose name comes along,
 * or beside the parameters, for templates.
 *
 * @throws ManifestInvalid when they stand in several places
 */
export function buildProperties(
  config: HttpRequesterConfig,
  context: BuildContext,
): { properties?: QueryProperties; param?: string } {
  const { request_parameters: params, query_properties, fetch_properties_from_endpoint } = config
  const names = typeof params === 'object' ? propertyParams(params) : []
  const [param, ...others] = names
  if (others.length > 0) {
    throw new ManifestInvalid(
      `request_parameters only supports defining one QueryProperties field, but found ${names.length} usages`,
      { path: [...context.path, 'request_parameters'] },
    )
  }
  if (param !== undefined && (query_properties || fetch_properties_from_endpoint)) {
    throw new ManifestInvalid('The properties to ask for are defined twice', { path: context.path })
  }
  if (param !== undefined && typeof params === 'object') {
    const path = ['request_parameters', param]
    return { properties: context.build(queryPropertiesKind, params[param], path), param }
  }
  if (query_properties) {
    return { properties: context.build(queryPropertiesKind, query_properties, 'query_properties') }
  }
  if (!fetch_properties_from_endpoint) return {}
  const endpoint = context.build(
    propertiesFromEndpointKind,
    fetch_properties_from_endpoint,
    'fetch_properties_from_endpoint',
  )
  return { properties: new PropertyLists({ names: (scope) => endpoint.names(scope), always: [] }) }
}

function propertyParams(params: Record<string, unknown>): string[] {
  return Object.entries(params)
    .filter(
      ([, value]) =>
        isObject(value as Value) && (value as { type?: unknown }).type === 'QueryProperties',
    )
    .map(([name]) => name)
}
