import { defineRegistry } from '../component'
import { decoderKind } from './decoder'
import { jsonDecoder } from './json-decoder'

export const decoders = defineRegistry(decoderKind, [jsonDecoder])
