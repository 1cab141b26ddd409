import {
  ArrowUpRight,
  Files,
  Gauge,
  History,
  KeyRound,
  type LucideIcon,
  Rows3,
  Split,
  TableProperties,
  WandSparkles,
} from 'lucide-react'
import type { ComponentType } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import type { StationName } from '@/lib/testread/test-read'
import { typeOf, valueAt } from '../manifest-values'
import { AuthenticationStation } from './authentication-station'
import { ErrorsStation } from './errors-station'
import { IncrementalStation } from './incremental-station'
import { PagesStation } from './pages-station'
import { PartitionsStation } from './partitions-station'
import { RecordsStation } from './records-station'
import { RequestStation } from './request-station'
import { SchemaStation } from './schema-station'
import { TransformationsStation } from './transformations-station'

/** What the form of a station is given. */
export interface StationProps {
  /** Where the stream's own part stands: without template and variant. */
  streamPath: ManifestPath
  /** Where the station's component stands. */
  path: ManifestPath
}

export interface StationDefinition {
  readonly name: StationName
  readonly title: string
  readonly icon: LucideIcon
  /** Where its component stands in a stream, also while there is none. */
  readonly place: (stream: unknown) => ManifestPath
  readonly Form: ComponentType<StationProps>
}

/** Async streams sign in, retry and page at other places. */
function inRetriever(key: string, asyncKey: string, ...rest: string[]) {
  return (stream: unknown): ManifestPath => {
    const isAsync = typeOf(valueAt(stream, 'retriever')) === 'AsyncRetriever'
    return ['retriever', isAsync ? asyncKey : key, ...rest]
  }
}

const requester = ['requester', 'creation_requester'] as const

/** The nine stations, in the order of the line. */
export const stations: readonly StationDefinition[] = [
  {
    name: 'partitions',
    title: 'Partitions',
    icon: Split,
    place: () => ['retriever', 'partition_router'],
    Form: PartitionsStation,
  },
  {
    name: 'request',
    title: 'Request',
    icon: ArrowUpRight,
    place: inRetriever(...requester),
    Form: RequestStation,
  },
  {
    name: 'authentication',
    title: 'Authentication',
    icon: KeyRound,
    place: inRetriever(...requester, 'authenticator'),
    Form: AuthenticationStation,
  },
  {
    name: 'pages',
    title: 'Pages',
    icon: Files,
    place: inRetriever('paginator', 'download_paginator'),
    Form: PagesStation,
  },
  {
    name: 'records',
    title: 'Records',
    icon: Rows3,
    place: () => ['retriever', 'record_selector'],
    Form: RecordsStation,
  },
  {
    name: 'transformations',
    title: 'Transformations',
    icon: WandSparkles,
    place: () => ['transformations'],
    Form: TransformationsStation,
  },
  {
    name: 'incremental',
    title: 'Incremental',
    icon: History,
    place: () => ['incremental_sync'],
    Form: IncrementalStation,
  },
  {
    name: 'errors',
    title: 'Errors & limits',
    icon: Gauge,
    place: inRetriever(...requester, 'error_handler'),
    Form: ErrorsStation,
  },
  {
    name: 'schema',
    title: 'Schema & key',
    icon: TableProperties,
    place: () => ['schema_loader'],
    Form: SchemaStation,
  },
]

/** Parts of a retriever that stand at a station without being its component. */
const inRetrieverElsewhere: Readonly<Record<string, StationName>> = {
  decoder: 'records',
  download_decoder: 'records',
  download_extractor: 'records',
  pagination_reset: 'pages',
  page_size_reduction: 'pages',
  ignore_stream_slicer_parameters_on_paginated_requests: 'pages',
  request_window_splitting: 'incremental',
}

/** The station a value of a stream belongs to; `path` is relative to the stream. */
export function stationAt(stream: unknown, path: ManifestPath): StationName | undefined {
  if (path[0] === 'primary_key' || path[0] === 'name') return 'schema'
  const elsewhere = path[0] === 'retriever' ? inRetrieverElsewhere[String(path[1])] : undefined
  if (elsewhere !== undefined) return elsewhere
  if (path[0] === 'state_migrations') return 'incremental'
  const holding = stations.filter(({ place }) => isUnder(path, place(stream)))
  const deepest = holding.toSorted((a, b) => b.place(stream).length - a.place(stream).length)[0]
  return deepest?.name ?? (path[0] === 'retriever' ? 'request' : undefined)
}

function isUnder(path: ManifestPath, place: ManifestPath): boolean {
  return place.every((part, index) => path[index] === part)
}
