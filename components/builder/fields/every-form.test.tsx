import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { registries } from '@/lib/engine/kinds'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { BuilderState } from '../builder-state'
import { ManifestProvider } from '../manifest-context'
import { fieldsOf } from './component-schema'
import { SchemaFields } from './schema-fields'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const types = registries.flatMap((registry) => [...registry.components.keys()])

test.each([...new Set(types)])('%s has a form with a control for each main field', (type) => {
  const document = new ManifestDocument(`definitions:\n  it:\n    type: ${type}\n`)
  const parts = { projectId: 'p', document, state: new BuilderState('p') }
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } })
  const { container } = render(
    <QueryClientProvider client={client}>
      <ManifestProvider parts={parts}>
        <SchemaFields type={type} path={['definitions', 'it']} />
      </ManifestProvider>
    </QueryClientProvider>,
  )
  const main = (fieldsOf(type) ?? []).filter((field) => !field.isAdvanced)
  const missing = main.filter((field) => !container.textContent?.includes(field.title))
  expect(missing.map(({ key }) => key)).toEqual([])
  const controls = container.querySelectorAll('input, textarea, select, button, [role=combobox]')
  expect(controls.length).toBeGreaterThanOrEqual(main.length > 0 ? 1 : 0)
})
