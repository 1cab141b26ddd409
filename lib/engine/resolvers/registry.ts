import { defineRegistry } from '../component'
import { componentMappingDefinition, componentMappingKind } from './component-mapping'
import { componentsResolverKind } from './components-resolver'
import {
  configComponentsResolver,
  configListKind,
  streamConfig,
} from './config-components-resolver'
import { dynamicDeclarativeStream } from './dynamic-declarative-stream'
import { dynamicStreamKind } from './dynamic-stream'
import { httpComponentsResolver } from './http-components-resolver'
import { parametrizedComponentsResolver } from './parametrized-components-resolver'

export const dynamicStreams = defineRegistry(dynamicStreamKind, [dynamicDeclarativeStream])

export const componentsResolvers = defineRegistry(componentsResolverKind, [
  httpComponentsResolver,
  configComponentsResolver,
  parametrizedComponentsResolver,
])

export const componentMappings = defineRegistry(componentMappingKind, [componentMappingDefinition])

export const configLists = defineRegistry(configListKind, [streamConfig])
