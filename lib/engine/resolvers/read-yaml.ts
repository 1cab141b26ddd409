import type { BuildContext } from '../component'
import { ManifestInvalid } from '../errors'
import type { Value } from '../values/value'
import type { ValueReader } from './component-mapping'

/**
 * Text that mappings render is read as YAML, so that it may be a list or a number. What is no YAML
 * stays text.
 *
 * @throws ManifestInvalid when the engine was not given the manifest's tools
 */
export function yamlReader({ tools, path }: BuildContext, keepsText: boolean): ValueReader {
  return (value, isText) => {
    if (typeof value !== 'string' || (keepsText && isText)) return value
    if (!tools) {
      throw new ManifestInvalid('Streams made from templates need the manifest tools', { path })
    }
    try {
      return tools.parseYaml(value) as Value
    } catch {
      return value
    }
  }
}
