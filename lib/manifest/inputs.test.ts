import { describe, expect, it } from 'vitest'
import { configUsesIn, usesWholeConfig } from './expressions'
import { inputsOf, renameInput, usesOfInput } from './inputs'
import { ManifestDocument } from './manifest-document'

const text = `streams:
  - name: a
    url: "https://x/{{ config['key'] }}/{{ config.key | upper }}?{{ 'key' in config }}" # note
    auth: "{{ config.get('key') or config['key2'] }}"
    updater:
      access_token_config_path: [credentials, token]
    other: "{{ record.config.key }} key"
spec:
  connection_specification:
    required: [key]
    properties:
      key: {type: string, title: Key, airbyte_secret: true, order: 1}
      key2: {type: [integer, "null"], minimum: 1, order: 0}
      credentials:
        type: object
        oneOf:
          - title: Token
            required: [token]
            properties:
              kind: {const: token}
              token: {type: string}
`

describe('inputs', () => {
  it('reads the specification', () => {
    const inputs = inputsOf(new ManifestDocument(text).getSnapshot().manifest)
    expect(inputs.map(({ name }) => name)).toEqual(['key2', 'key', 'credentials'])
    expect(inputs[0]).toMatchObject({ type: 'integer', minimum: 1, isRequired: false })
    expect(inputs[1]).toMatchObject({ title: 'Key', isSecret: true, isRequired: true })
    expect(inputs[2]?.variants[0]?.inputs[1]).toMatchObject({
      path: ['credentials', 'token'],
      isRequired: true,
    })
  })

  it('renames an input where it is declared and where it is read, and nothing else', () => {
    const document = new ManifestDocument(text)
    renameInput(document, ['key'], 'api_key')
    expect(document.getSnapshot().text).toBe(
      text
        .replace("config['key'] }}/{{ config.key |", "config['api_key'] }}/{{ config.api_key |")
        .replace("'key' in config", "'api_key' in config")
        .replace(".get('key')", ".get('api_key')")
        .replace('required: [key]', 'required: [api_key]')
        .replace('      key: {', '      api_key: {'),
    )
    document.undo()
    expect(document.getSnapshot().text).toBe(text)
  })

  it('renames nested inputs and lists of keys', () => {
    const document = new ManifestDocument(text)
    renameInput(document, ['credentials', 'token'], 'a-token')
    const after = document.getSnapshot().text
    expect(after).toContain('access_token_config_path: [credentials, a-token]')
    expect(after).toContain('required: [a-token]')
    expect(after).toContain('              a-token: {type: string}')
  })

  it('refuses a name that is taken and changes nothing', () => {
    const document = new ManifestDocument(text)
    expect(() => renameInput(document, ['key'], 'key2')).toThrow(
      expect.objectContaining({ code: 'key_taken' }),
    )
    expect(document.getSnapshot().text).toBe(text)
  })

  it('counts uses by reading templates', () => {
    const { manifest } = new ManifestDocument(text).getSnapshot()
    expect(usesOfInput(manifest, ['key'])).toHaveLength(4)
    expect(usesOfInput(manifest, ['credentials'])).toHaveLength(1)
    expect(configUsesIn('{{ config.')).toEqual([])
    expect(usesWholeConfig('{{ config | tojson }}')).toBe(true)
    expect(usesWholeConfig("{{ config['a'] }}")).toBe(false)
  })
})
