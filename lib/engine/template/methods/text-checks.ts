import { isSpace } from '../python-text'
import { type Method, method } from './method'

const check = (run: (self: string) => boolean): Method<string> => method([], run)
const every = (pattern: RegExp): Method<string> => check((self) => pattern.test(self))

function isTitle(self: string): boolean {
  const words = self.match(/[\p{Lu}\p{Ll}\p{Lt}]+/gu)
  return words?.every((word) => /^[\p{Lu}\p{Lt}]\p{Ll}*$/u.test(word)) ?? false
}

/** Methods of str that ask what its characters are. */
export const textChecks: Readonly<Record<string, Method<string>>> = {
  isalnum: every(/^[\p{L}\p{N}]+$/u),
  isalpha: every(/^\p{L}+$/u),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  isascii: every(/^[\x00-\x7f]*$/),
  isdecimal: every(/^\p{Nd}+$/u),
  isdigit: every(/^[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468]+$/u),
  isidentifier: every(/^[\p{ID_Start}_][\p{ID_Continue}]*$/u),
  islower: check((self) => /\p{Lowercase}/u.test(self) && !/[\p{Lu}\p{Lt}]/u.test(self)),
  isnumeric: every(/^\p{N}+$/u),
  isprintable: every(/^(?:[^\p{C}\p{Z}]| )*$/u),
  isspace: check(isSpace),
  istitle: check(isTitle),
  isupper: check((self) => /\p{Uppercase}/u.test(self) && !/[\p{Ll}\p{Lt}]/u.test(self)),
}
