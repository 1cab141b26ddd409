import { stringifyJson } from '@/lib/engine/values/json'
import type { Json } from '@/lib/engine/values/value'
import { type StationName, stationNames } from '@/lib/testread/test-read'
import { asObject, typeOf, valueAt } from '../manifest-values'

/** The first station whose settings differ between two forms of a stream; nothing when none do. */
export function firstChange(before: unknown, after: unknown): StationName | undefined {
  if (before === after) return undefined
  return stationNames.find((name) => settingsOf(name, before) !== settingsOf(name, after))
}

/** The stations from a changed one down: what they say is from before the change. */
export function staleStations(changed: StationName | undefined): ReadonlySet<StationName> {
  if (changed === undefined) return new Set()
  return new Set(stationNames.slice(stationNames.indexOf(changed)))
}

function settingsOf(name: StationName, stream: unknown): string {
  return stringifyJson((partOf(name, stream) ?? null) as Json)
}

function partOf(name: StationName, stream: unknown): unknown {
  const retriever = valueAt(stream, 'retriever')
  const isAsync = typeOf(retriever) === 'AsyncRetriever'
  const requester = valueAt(retriever, isAsync ? 'creation_requester' : 'requester')
  switch (name) {
    case 'partitions':
      return valueAt(retriever, 'partition_router')
    case 'request': {
      const { authenticator: _auth, error_handler: _errors, ...own } = asObject(requester) ?? {}
      return isAsync
        ? [
            own,
            valueAt(retriever, 'polling_requester'),
            valueAt(retriever, 'download_requester'),
          ].map(orNull)
        : own
    }
    case 'authentication':
      return valueAt(requester, 'authenticator')
    case 'pages':
      return valueAt(retriever, isAsync ? 'download_paginator' : 'paginator')
    case 'records':
      return [
        valueAt(retriever, 'record_selector'),
        valueAt(retriever, isAsync ? 'download_decoder' : 'decoder'),
      ].map(orNull)
    case 'transformations':
      return valueAt(stream, 'transformations')
    case 'incremental':
      return valueAt(stream, 'incremental_sync')
    case 'errors':
      return valueAt(requester, 'error_handler')
    case 'schema':
      return [valueAt(stream, 'primary_key'), valueAt(stream, 'schema_loader')].map(orNull)
  }
}

function orNull(value: unknown): unknown {
  return value ?? null
}
