import { expect, test } from 'vitest'
import { curlCommand } from './curl'

test('a request becomes a command that bash reads back unchanged', () => {
  const command = curlCommand({
    method: 'POST',
    url: 'https://api.example.com/a?b=c&d=e',
    headers: [['X-Name', "O'Hara"]],
    body: '{"a": "$HOME"}',
  })
  expect(command).toBe(
    [
      "curl 'https://api.example.com/a?b=c&d=e'",
      '-X POST',
      `-H 'X-Name: O'\\''Hara'`,
      `--data-raw '{"a": "$HOME"}'`,
    ].join(' \\\n  '),
  )
})
