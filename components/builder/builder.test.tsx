import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { BuilderState } from './builder-state'
import { ManifestProvider } from './manifest-context'
import { StreamPane } from './shell/stream-pane'

const text = `version: 6.60.9 # pinned
type: DeclarativeSource
definitions:
  base:
    type: HttpRequester
    url_base: https://api.example.com
    authenticator:
      type: BearerAuthenticator
      api_token: "{{ config['key'] }}"
streams:
  - type: DeclarativeStream
    name: orders
    primary_key: id
    x_owner: orders-team
    retriever:
      type: SimpleRetriever
      requester:
        $ref: "#/definitions/base"
        path: /orders
      record_selector:
        type: RecordSelector
        extractor:
          type: DpathExtractor
          field_path: [data]
      paginator:
        type: DefaultPaginator
        x_note: kept
        page_size_option:
          type: RequestOption
          inject_into: request_parameter
          field_name: limit
        pagination_strategy:
          type: PageIncrement
          page_size: 50 # as documented
`

function open(manifest = text) {
  const document = new ManifestDocument(manifest)
  const parts = { projectId: 'p', document, state: new BuilderState('p') }
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, enabled: false } },
  })
  render(
    <QueryClientProvider client={client}>
      <ManifestProvider parts={parts}>
        <StreamPane />
      </ManifestProvider>
    </QueryClientProvider>,
  )
  return parts
}
const station = (name: RegExp) => screen.getByRole('button', { name, expanded: false })
const openStation = (name: RegExp) => fireEvent.click(station(name))
const textOf = ({ document }: { document: ManifestDocument }) => document.getSnapshot().text

beforeEach(() => localStorage.clear())
afterEach(cleanup)

test('the line has nine stations, each with its sentence', () => {
  open()
  const items = within(screen.getByRole('list', { name: 'Stations of Orders' })).getAllByRole(
    'listitem',
  )
  expect(items).toHaveLength(9)
  expect(station(/^Pages: Ask for 50 a page/)).toBeTruthy()
})

test('typing in a field changes that value alone, and the sentence with it', () => {
  const parts = open()
  openStation(/^Pages/)
  fireEvent.change(screen.getByLabelText('Page size'), { target: { value: '75' } })
  expect(textOf(parts)).toBe(text.replace('page_size: 50 #', 'page_size: 75 #'))
  expect(screen.getByRole('button', { name: /^Pages: Ask for 75 a page/ })).toBeTruthy()
  act(() => parts.document.undo())
  expect(textOf(parts)).toBe(text)
})

test('another way of paging keeps what fits, as one undo step', () => {
  const parts = open()
  openStation(/^Pages/)
  fireEvent.click(screen.getByRole('radio', { name: 'Offset' }))
  expect(textOf(parts)).toContain('type: OffsetIncrement')
  expect(textOf(parts)).toContain('page_size: 50')
  expect(textOf(parts)).toContain('x_note: kept')
  act(() => parts.document.undo())
  expect(textOf(parts)).toBe(text)
})

test('a field that the form does not know is said and kept', () => {
  open()
  openStation(/^Pages/)
  expect(screen.getByText(/1 field this form does not know/).textContent).toContain('x_note: kept')
})

test('a shared part is edited where it stands, or copied', () => {
  const parts = open()
  openStation(/^Authentication/)
  fireEvent.click(screen.getByRole('button', { name: 'Make own copy' }))
  const after = textOf(parts)
  expect(after.match(/BearerAuthenticator/g)).toHaveLength(2)
  expect(after).toContain('# pinned')
})

test('YAML of a station that cannot be read stays there and says why', () => {
  const parts = open()
  openStation(/^Pages/)
  const modes = screen.getByRole('radiogroup', { name: 'Edit Pages as' })
  fireEvent.click(within(modes).getByRole('radio', { name: 'YAML' }))
  const area = screen.getByRole('textbox', { name: /YAML of this part/ })
  fireEvent.change(area, { target: { value: 'type: [' } })
  expect(screen.getByText(/Not written yet/)).toBeTruthy()
  expect(textOf(parts)).toBe(text)
  fireEvent.click(within(modes).getByRole('radio', { name: 'Form' }))
  expect(within(modes).getByRole('radio', { name: 'YAML' }).getAttribute('aria-checked')).toBe(
    'true',
  )
  fireEvent.change(area, { target: { value: 'type: NoPagination' } })
  expect(textOf(parts)).toContain('type: NoPagination')
})

test('YAML of a station that cannot be read is there again when the page is opened anew', () => {
  open()
  openStation(/^Pages/)
  fireEvent.keyDown(screen.getByRole('button', { name: /^Pages/, expanded: true }), { key: 'y' })
  const area = screen.getByRole('textbox', { name: /YAML of this part/ })
  fireEvent.change(area, { target: { value: 'type: [' } })
  cleanup()
  open()
  openStation(/^Pages/)
  const again = screen.getByRole('textbox', { name: /YAML of this part/ })
  expect(again).toHaveProperty('value', 'type: [')
  fireEvent.change(again, { target: { value: 'type: NoPagination' } })
  cleanup()
  open()
  openStation(/^Pages/)
  expect(screen.queryByRole('textbox', { name: /YAML of this part/ })).toBeNull()
})

test('arrow keys move between stations and Enter opens one', () => {
  open()
  station(/^Partitions/).focus()
  fireEvent.keyDown(station(/^Partitions/), { key: 'ArrowDown' })
  expect(document.activeElement?.getAttribute('data-station')).toBe('Request')
  fireEvent.keyDown(station(/^Request/), { key: 'Enter' })
  expect(screen.getByRole('button', { name: /^Request/, expanded: true })).toBeTruthy()
  expect(screen.getByLabelText('Path')).toBeTruthy()
})

test('a component nobody knows is YAML, never an empty form', () => {
  const parts = open(
    text.replace(
      'type: DefaultPaginator',
      'type: CustomPaginator\n        class_name: source_x.Pager',
    ),
  )
  openStation(/^Pages: Custom code source_x.Pager: cannot run here/)
  expect(screen.getByRole('textbox', { name: /YAML of this part/ })).toBeTruthy()
  expect(textOf(parts)).toContain('class_name: source_x.Pager')
})

test('a manifest without streams offers one', () => {
  const parts = open('type: DeclarativeSource\nstreams: []\n')
  fireEvent.click(screen.getByRole('button', { name: 'Add a stream' }))
  expect(textOf(parts)).toContain('name: new_stream')
})
