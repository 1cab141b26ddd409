import { toAscii } from './to-ascii'

const tokenShape = /[A-Z]+[a-z]*|[a-z]+|\d+|[^a-zA-Z\d]+/g

/**
 * `FirstName` as `first_name`, `id2` as `id_2`, `2id` as `_2_id`. Runs of capitals stay together;
 * signs at the ends leave an underscore there.
 */
export function snakeCase(text: string): string {
  const tokens = (toAscii(text).match(tokenShape) ?? []).map((token) =>
    /[a-zA-Z\d]/.test(token) ? token : '',
  )
  const kept =
    tokens.length >= 3
      ? tokens.filter((token, i) => token !== '' || i === 0 || i === tokens.length - 1)
      : tokens
  const isNumberFirst = /^\d/.test(kept[0] ?? '')
  return (isNumberFirst ? ['', ...kept] : kept).join('_').toLowerCase()
}
