import { defineRegistry } from '../component'
import { configTransformationKind, configValidatorKind } from './config-rules'
import { connectorSpecKind } from './connector-spec'
import { spec } from './spec'

export const connectorSpecs = defineRegistry(connectorSpecKind, [spec])

export const configTransformations = defineRegistry(configTransformationKind, [])

export const configValidators = defineRegistry(configValidatorKind, [])
