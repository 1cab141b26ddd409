import { describe, expect, it } from 'vitest'
import { EngineError } from '../errors'
import { PythonObject } from '../values/python-object'
import { isObject, type Value } from '../values/value'
import { interpolate, templateVariables } from './interpolate'

const host = { nowMicros: () => 1_705_408_496_000_000, uuid: () => crypto.randomUUID() }

/** Ways out of template engines: attribute walks, hidden names, formats, tags, callables. */
const attempts: readonly string[] = [
  "{{ ''.__class__ }}",
  "{{ ''.__class__.__mro__ }}",
  "{{ ''['__class__'] }}",
  "{{ ''['__cla' ~ 'ss__'] }}",
  "{{ '' | attr('__class__') }}",
  "{{ ('' | attr('__class__')).__base__ }}",
  "{{ [''] | map(attribute='__class__') | list }}",
  "{{ [''] | map(attribute='__class__.__mro__') | list }}",
  "{{ [''] | selectattr('__class__') | list }}",
  "{{ [''] | groupby('__class__') }}",
  '{{ config.constructor }}',
  "{{ config['constructor'] }}",
  "{{ config.constructor('return 1') }}",
  '{{ config.__proto__ }}',
  "{{ config['__proto__'] }}",
  "{{ config['__proto__']['x'] }}",
  '{{ config.prototype }}',
  '{{ config.toString }}',
  '{{ config.toString() }}',
  "{{ config.hasOwnProperty('a') }}",
  '{{ config.valueOf }}',
  '{{ config.__defineGetter__ }}',
  "{{ ''.constructor }}",
  "{{ ''.constructor.constructor }}",
  '{{ [].constructor }}',
  '{{ [].map }}',
  '{{ [].length }}',
  '{{ (1).constructor }}',
  '{{ config.get.constructor }}',
  '{{ config.get.__globals__ }}',
  '{{ config.get.__self__ }}',
  '{{ config.get.call }}',
  '{{ config.get.apply }}',
  '{{ cycler.__init__ }}',
  '{{ cycler.__init__.__globals__ }}',
  '{{ cycler.constructor }}',
  '{{ joiner.constructor }}',
  '{{ namespace.constructor }}',
  '{{ dict.constructor }}',
  '{{ dict.__subclasses__() }}',
  '{{ lipsum.__globals__ }}',
  "{{ lipsum['__globals__'] }}",
  '{{ now_utc.constructor }}',
  '{{ now_utc().constructor }}',
  '{{ now_utc().__class__ }}',
  "{{ '{0.__class__}'.format('') }}",
  "{{ '{0.__class__.__mro__}'.format('') }}",
  "{{ '{0.constructor}'.format(config) }}",
  "{{ '{a.__init__}'.format(a=cycler) }}",
  "{{ '%(constructor)s' % config }}",
  "{{ config['\\u005f\\u005fclass\\u005f\\u005f'] }}",
  '{{ config.\uff43\uff4f\uff4e\uff53\uff54\uff52\uff55\uff43\uff54\uff4f\uff52 }}',
  '{{ self.__class__ }}',
  '{{ self._TemplateReference__context }}',
  '{{ self.constructor }}',
  '{% for i in [1] %}{{ loop.__class__ }}{% endfor %}',
  '{% for i in [1] %}{{ loop.constructor }}{% endfor %}',
  '{% macro m() %}{{ caller.__class__ }}{% endmacro %}{% call m() %}{% endcall %}',
  '{% macro m() %}{{ m.constructor }}{% endmacro %}{{ m() }}',
  '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}',
  "{% import 'os' as os %}{{ os }}",
  "{% include '/etc/passwd' %}",
  "{% extends '/etc/passwd' %}",
  '{% set __proto__ = 1 %}{{ __proto__ }}',
  '{% set x = namespace() %}{% set x.__proto__ = 1 %}{{ x.polluted }}',
  '{{ dict(__proto__=1).polluted }}',
  "{{ {'__proto__': {'polluted': 1}}.polluted }}",
  "{{ config.update({'__proto__': {'polluted': 1}}) }}",
  "{{ config.setdefault('__proto__', {'polluted': 1}) }}",
  "{{ '{{ 7 * 7 }}' }}",
  "{{ [1, 2] | sort(attribute='constructor') }}",
  '{{ [3, 1] | map(config.get) | list }}',
  '{{ [3, 1] | select(now_utc) | list }}',
  '{{ [2, 1].sort(key=now_utc) }}',
  '{{ now_utc | tojson }}',
  '{{ config.get | tojson }}',
  "{{ now_utc().strftime('%' * 5000) }}",
  "{{ now_utc().strftime('%999999999Y') | length < 1000 }}",
  '{{ config | pprint | length > 0 }}',
  '{{ process }}',
  '{{ globalThis }}',
  '{{ this }}',
  "{{ require('fs') }}",
  "{{ import('fs') }}",
  '{{ [].__proto__.push }}',
  '{{ now_utc.call() }}',
  '{{ generate_uuid.apply }}',
  '{{ max.name }}',
  "{{ config.get('__proto__') }}",
  "{{ config.pop('__proto__', 'none') }}",
]

/** Every value inside a value, itself included. */
function* valuesIn(value: Value): Generator<Value> {
  yield value
  if (Array.isArray(value)) for (const each of value) yield* valuesIn(each)
  else if (isObject(value)) for (const each of Object.values(value)) yield* valuesIn(each)
}

function evaluate(template: string): Value {
  return interpolate(template, templateVariables({ a: 1 }, {}), { host })
}

describe('templates that try to get out', () => {
  it.each(attempts)('%s gives a plain value or a typed error', (template) => {
    let result: Value
    try {
      result = evaluate(template)
    } catch (error) {
      expect(error).toBeInstanceOf(EngineError)
      return
    }
    for (const value of valuesIn(result)) {
      expect(['string', 'number', 'bigint', 'boolean', 'object']).toContain(typeof value)
      const isPlain = value === null || Array.isArray(value) || typeof value !== 'object'
      const prototype = isPlain ? null : Object.getPrototypeOf(value)
      expect(isPlain || value instanceof PythonObject || prototype === Object.prototype).toBe(true)
      if (typeof value === 'string') expect(value).not.toMatch(/native code|\[object|=>|polluted'/)
    }
  })

  it('never adds to the prototype of all objects', () => {
    for (const template of attempts) {
      try {
        evaluate(template)
      } catch (error) {
        expect(error).toBeInstanceOf(EngineError)
      }
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it.each(["{{ ''.__class__.__mro__ }}", "{{ '{0.__class__.__mro__}'.format('') }}"])(
    '%s is refused',
    (template) => {
      expect(() => evaluate(template)).toThrow(
        expect.objectContaining({ code: 'template_forbidden' }),
      )
    },
  )

  it('does not evaluate what a template renders', () => {
    expect(evaluate("{{ '{{ 7 * 7 }}' }}")).toBe('{{ 7 * 7 }}')
  })
})
