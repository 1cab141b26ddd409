import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainLines } from '../../importers/html-text'
import { visibleLines } from './sources'
import { visibleHtml } from './visible-html'

it('keeps what can be seen', () => {
  const page =
    '<html><body><p style="color: red">one</p><br><img alt="two"><p>three</p></body></html>'
  expect(visibleHtml(page)).toBe(page)
})

it.each([
  '<p hidden>secret</p>',
  '<div aria-hidden="true"><b>secret</b></div>',
  "<p style='visibility:hidden'>secret</p>",
  '<p style="opacity: 0">secret</p>',
  '<p style="position:absolute; left:-9999px">secret</p>',
  '<style>p.gone{display:none}</style><p class="a gone">secret</p>',
])('drops what cannot be seen: %s', (element) => {
  const text = visibleLines(`<html><p>before</p>\n${element}\n<p>after</p></html>`).join('\n')
  expect(text).not.toContain('secret')
  expect(text).toMatch(/before[\s\S]*after/)
})

const piece = fc.oneof(
  fc.constantFrom(
    '<p>',
    '</p>',
    '<p hidden>',
    '<div style="display:none">',
    '</div>',
    '\n',
    '<br>',
  ),
  fc.constantFrom('<!--', '-->', '<style>', '</style>', '<', '>', 'word', ' ', '\u200b'),
)

it('never changes the number of a line', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const page = `<html>${pieces.join('')}`
      expect(visibleLines(page).length).toBe(plainLines(page).length)
    }),
    { numRuns: 2_000 },
  )
})

it('comes to an end with unfinished markup', () => {
  const page = `<html>${'<!--'.repeat(200_000)}${'<style'.repeat(200_000)}${'<p '.repeat(200_000)}`
  expect(visibleHtml(page)).toBe(page)
})
