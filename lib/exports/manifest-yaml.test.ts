import { describe, expect, it } from 'vitest'
import { manifestYaml } from './manifest-yaml'

describe('the manifest.yaml target', () => {
  it('gives the text exactly as it was edited, broken YAML and odd line ends included', () => {
    const text = '# kept\r\na:   1 # too\n\tbroken: [\n\n'
    expect(manifestYaml.render({ projectName: 'Any', text })).toEqual({
      fileName: 'manifest.yaml',
      mediaType: 'application/yaml',
      text,
    })
  })
})
