'use client'

import type { ManifestPath } from '@/lib/engine/path'
import { useField } from '../manifest-context'
import { typeOf, valueAt } from '../manifest-values'
import { Advanced } from './advanced'
import { NamedField } from './schema-fields'

interface RetrieverFieldsProps {
  path: ManifestPath
  names: readonly string[]
}

/** Rarely used fields that a retriever has and a station is about. Jobs have none of them. */
export function RetrieverFields({ path, names }: RetrieverFieldsProps) {
  const { value } = useField(path)
  if (typeOf(value) === 'AsyncRetriever') return null
  const changed = names.filter((name) => valueAt(value, name) !== undefined).length
  return (
    <Advanced changed={changed}>
      {names.map((name) => (
        <NamedField key={name} type="SimpleRetriever" name={name} path={path} />
      ))}
    </Advanced>
  )
}
