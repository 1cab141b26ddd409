import { describe, expect, it } from 'vitest'
import { namesUsedIn, renameReference } from './references'

describe('namesUsedIn', () => {
  it('finds what a template reads, by dot, bracket and get', () => {
    const text =
      "{{ config.a['b'].c ~ config.get('d') | default(record['x y']) }}{% if stream_slice %}{% endif %}"
    expect(namesUsedIn(text).map(({ variable, path }) => [variable, ...path])).toEqual([
      ['config', 'a', 'b', 'c'],
      ['config', 'd'],
      ['record', 'x y'],
      ['stream_slice'],
    ])
  })

  it('stops where a key is worked out', () => {
    const uses = namesUsedIn('{{ config[record.key].z }}')
    expect(uses.map(({ variable, path }) => [variable, ...path])).toEqual([
      ['config'],
      ['record', 'key'],
    ])
  })
})

describe('renameReference', () => {
  it.each([
    ["{{ config.old }}-{{ config['old'] }}", "{{ config.new }}-{{ config['new'] }}"],
    ['{{ config["old"].sub }}', '{{ config["new"].sub }}'],
    ["{{ config.get('old', 'old') }}", "{{ config.get('new', 'old') }}"],
    ['{{ config.older }} {{ record.old }} old', '{{ config.older }} {{ record.old }} old'],
    [
      '{% if config.old %}{{ config.old }}{% endif %}',
      '{% if config.new %}{{ config.new }}{% endif %}',
    ],
  ])('turns %s into %s', (text, renamed) => {
    expect(renameReference(text, ['config', 'old'], ['config', 'new'])).toBe(renamed)
  })

  it('writes a key that is no name in brackets', () => {
    expect(renameReference('{{ config.old.x }}', ['config', 'old'], ['config', "it's"])).toBe(
      "{{ config['it\\'s'].x }}",
    )
  })
})
