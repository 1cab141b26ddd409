import type { Json, JsonObject } from '../engine/values/value'
import { ManifestError } from './manifest-error'
import { Lines } from './text/lines'
import { TextTree } from './text/text-tree'
import { isMapping } from './text/value'

/** Longest text that is read, in characters. */
const textLengthMax = 5_000_000

/**
 * YAML or JSON text as a value, read as the reference reads manifests: PyYAML's safe loader.
 *
 * YAML 1.1: `yes` and `on` are true, `010` is 8, `1:30` is 90, `1_000` is 1000, an unquoted date is a
 * date, `<<` merges. Ints and floats are told apart (`1.0` is a `Float`). Of a key that stands twice the
 * last one counts. An empty text is null.
 *
 * @throws ManifestError `yaml_invalid` with line and column; `too_large` for more than 5 million
 *   characters. Deep nesting and aliases that multiply are refused as `yaml_invalid`.
 */
export function loadYaml(text: string): Json {
  if (text.length > textLengthMax) {
    const message = `The text has ${text.length} characters; at most ${textLengthMax} are read`
    throw new ManifestError('too_large', message)
  }
  const tree = new TextTree(text)
  const [mistake] = tree.mistakes
  if (!mistake) return tree.value
  const { line, column } = new Lines(text).at(mistake.from)
  const message = `Line ${line}, column ${column}: ${mistake.message}`
  throw new ManifestError('yaml_invalid', message, { line, column })
}

/**
 * A manifest's text as a value.
 *
 * @throws ManifestError as `loadYaml`, and when the text is not a mapping
 */
export function loadManifest(text: string): JsonObject {
  const value = loadYaml(text)
  if (isMapping(value)) return value
  throw new ManifestError('yaml_invalid', 'A manifest is a mapping of keys to values', {
    line: 1,
    column: 1,
  })
}
