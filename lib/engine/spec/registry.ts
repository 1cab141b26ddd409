import { defineRegistry } from '../component'
import { configAddFields } from './config-add-fields'
import { configRemapField } from './config-remap-field'
import { configRemoveFields } from './config-remove-fields'
import { configTransformationKind, configValidatorKind } from './config-rules'
import { connectorSpecKind } from './connector-spec'
import {
  dpathValidator,
  predicateValidator,
  validateAdheresToSchema,
  validationStrategyKind,
} from './dpath-validator'
import { spec } from './spec'

export const connectorSpecs = defineRegistry(connectorSpecKind, [spec])

export const configTransformations = defineRegistry(configTransformationKind, [
  configAddFields,
  configRemapField,
  configRemoveFields,
])

export const configValidators = defineRegistry(configValidatorKind, [
  dpathValidator,
  predicateValidator,
])

export const validationStrategies = defineRegistry(validationStrategyKind, [
  validateAdheresToSchema,
])
