import { defineRegistry } from '../component'
import { csvDecoder } from './csv-decoder'
import { decoderKind } from './decoder'
import { gzipDecoder } from './gzip-decoder'
import { iterableDecoder } from './iterable-decoder'
import { jsonDecoder } from './json-decoder'
import { jsonItemsDecoder } from './json-items-decoder'
import { jsonlDecoder } from './jsonl-decoder'
import { xmlDecoder } from './xml-decoder'
import { zipfileDecoder } from './zipfile-decoder'

export const decoders = defineRegistry(decoderKind, [
  jsonDecoder,
  jsonlDecoder,
  jsonItemsDecoder,
  csvDecoder,
  xmlDecoder,
  gzipDecoder,
  zipfileDecoder,
  iterableDecoder,
])
