import type { ManifestPath } from '@/lib/engine/path'
import type { StationName } from '@/lib/testread/test-read'
import { UnreadStore, type UnreadYaml } from './saving/unread-store'

export type BuilderView = 'form' | 'split' | 'yaml'

/** What the middle pane shows. A stream is known by its name and, when that changed, by its place. */
export type Screen =
  | {
      readonly kind: 'stream'
      readonly name: string
      readonly place: number
      /** One of the streams that it makes, when it is a template. */
      readonly generated?: string
    }
  | { readonly kind: 'inputs' }
  | { readonly kind: 'connector' }
  | { readonly kind: 'versions' }

export interface Selection {
  readonly screen: Screen
  readonly view: BuilderView
  /** Stations that are open; one at a time unless somebody asked to keep more. */
  readonly open: readonly StationName[]
  /** The station on which YAML is edited in place of the form. */
  readonly yaml: readonly StationName[]
  /** The value in focus, for the marked lines of the YAML. */
  readonly focus: ManifestPath | undefined
  /** Counts up when a field should take the keyboard; says which. */
  readonly reveal: { readonly path: ManifestPath; readonly count: number } | undefined
  /** Which variant of a stream that delegates by state is shown. */
  readonly variant: 'full_refresh_stream' | 'incremental_stream'
  readonly isSidebarRail: boolean
  /** Pixels. */
  readonly sidebarWidth: number
  readonly isTestClosed: boolean
  readonly isLineRail: boolean
  /** What the right pane shows: the run of the stream on screen, or those of all streams. */
  readonly side: 'test' | 'all'
  /** Where there is room for one pane only: which. YAML is a view and comes before it. */
  readonly narrowPane: 'line' | 'test'
  /** Streams that a run of all of them leaves out. */
  readonly leftOut: ReadonlySet<string>
}

const start: Selection = {
  screen: { kind: 'stream', name: '', place: 0 },
  view: 'form',
  open: [],
  yaml: [],
  focus: undefined,
  reveal: undefined,
  variant: 'full_refresh_stream',
  isSidebarRail: false,
  sidebarWidth: 232,
  isTestClosed: false,
  isLineRail: false,
  side: 'test',
  narrowPane: 'line',
  leftOut: new Set(),
}

type LayoutKey = 'isSidebarRail' | 'sidebarWidth' | 'isTestClosed' | 'isLineRail'
type Kept = Partial<Pick<Selection, 'screen' | 'view' | LayoutKey>>

/** What is on screen: which stream, which view, which station is open. Nothing of the manifest. */
export class BuilderState {
  #selection: Selection
  readonly #listeners = new Set<() => void>()
  readonly #unread: UnreadStore
  readonly #storageKey: string

  constructor(projectId: string) {
    this.#storageKey = `plumbline:builder:${projectId}`
    this.#unread = new UnreadStore(projectId)
    this.#selection = { ...start, ...readKept(this.#storageKey) }
  }

  readonly getSnapshot = () => this.#selection

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  show(screen: Screen) {
    const before = this.#selection.screen
    const isSame =
      screen.kind === before.kind &&
      (screen.kind !== 'stream' || before.kind !== 'stream' || screen.name === before.name)
    this.#change(isSame ? { screen } : { screen, focus: undefined })
  }

  /** The stream was renamed or moved: the selection follows. */
  follow(name: string, place: number) {
    if (this.#selection.screen.kind === 'stream')
      this.#change({ screen: { kind: 'stream', name, place } })
  }

  setView(view: BuilderView) {
    this.#change({ view })
  }

  openStation(station: StationName, options: { keepOthers?: boolean } = {}) {
    const others = options.keepOthers ? this.#selection.open.filter((each) => each !== station) : []
    this.#change({ open: [...others, station], isLineRail: false, narrowPane: 'line' })
  }

  closeStation(station: StationName) {
    this.#change({
      open: this.#selection.open.filter((each) => each !== station),
      focus: undefined,
    })
  }

  setStationYaml(station: StationName, isYaml: boolean) {
    const others = this.#selection.yaml.filter((each) => each !== station)
    this.#change({ yaml: isYaml ? [...others, station] : others })
  }

  focus(path: ManifestPath | undefined) {
    if (String(path) !== String(this.#selection.focus)) this.#change({ focus: path })
  }

  /** Takes the reader to a value: its field takes the keyboard once it is on screen. */
  reveal(path: ManifestPath) {
    const count = (this.#selection.reveal?.count ?? 0) + 1
    this.#change({ reveal: { path, count }, focus: path })
  }

  /** YAML of a node that cannot be read yet: kept until it can, also when the page is opened anew. */
  unread(place: string): UnreadYaml | undefined {
    return this.#unread.get(place)
  }

  keepUnread(place: string, yaml: UnreadYaml | undefined) {
    this.#unread.set(place, yaml)
  }

  /** A stream has another identity now: what stands under the old one goes with it. */
  moveUnread(from: string, to: string) {
    this.#unread.move(from, to)
  }

  /** Makes room for the runs of all streams, wherever the reader is. */
  showAllRuns() {
    const { screen, view } = this.#selection
    this.#change({
      side: 'all',
      isTestClosed: false,
      narrowPane: 'test',
      ...(view === 'split' && { view: 'form' as const }),
      ...(screen.kind === 'versions' && { screen: start.screen }),
    })
  }

  showTest() {
    this.#change({ side: 'test' })
  }

  /** One pane in place of the others, where there is room for one. */
  showPane(pane: 'line' | 'test' | 'yaml') {
    if (pane === 'yaml') this.#change({ view: 'yaml' })
    else this.#change({ narrowPane: pane, view: 'form' })
  }

  leaveOut(leftOut: ReadonlySet<string>) {
    this.#change({ leftOut })
  }

  setVariant(variant: Selection['variant']) {
    this.#change({ variant })
  }

  setLayout(layout: Partial<Pick<Selection, LayoutKey>>) {
    this.#change(layout)
  }

  #change(change: Partial<Selection>) {
    this.#selection = { ...this.#selection, ...change }
    this.#keep()
    for (const listener of this.#listeners) listener()
  }

  #keep() {
    const { screen, view, isSidebarRail, sidebarWidth, isTestClosed, isLineRail } = this.#selection
    const kept: Kept = { screen, view, isSidebarRail, sidebarWidth, isTestClosed, isLineRail }
    try {
      localStorage.setItem(this.#storageKey, JSON.stringify(kept))
    } catch {
      // Storage may be full or switched off; the selection then lasts as long as the page.
    }
  }
}

function readKept(key: string): Kept {
  try {
    const kept: unknown = JSON.parse(globalThis.localStorage?.getItem(key) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {}
  } catch {
    return {}
  }
}
