'use client'

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useSyncExternalStore,
} from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { ManifestSnapshot } from '@/lib/manifest/manifest-snapshot'
import type { Problem } from '@/lib/manifest/problem'
import type { BuilderState, Selection } from './builder-state'
import { valueAt } from './manifest-values'
import { resolvedManifest, resolvePath } from './references'

interface BuilderParts {
  readonly projectId: string
  readonly document: ManifestDocument
  readonly state: BuilderState
}

const BuilderContext = createContext<BuilderParts | undefined>(undefined)

/** Around everything that shows or edits one manifest. */
export function ManifestProvider({
  parts,
  children,
}: {
  parts: BuilderParts
  children: ReactNode
}) {
  return <BuilderContext value={parts}>{children}</BuilderContext>
}

export function useBuilder(): BuilderParts {
  const parts = useContext(BuilderContext)
  if (parts === undefined) throw new Error('useBuilder needs a ManifestProvider above it')
  return parts
}

export function useManifestDocument(): ManifestDocument {
  return useBuilder().document
}

export function useManifestSnapshot(): ManifestSnapshot {
  const document = useManifestDocument()
  return useSyncExternalStore(document.subscribe, document.getSnapshot, document.getSnapshot)
}

/** The manifest with its references followed: what the engine reads. */
export function useResolvedManifest(): unknown {
  return resolvedManifest(useManifestSnapshot().manifest)
}

export function useSelection(): Selection {
  const { state } = useBuilder()
  return useSyncExternalStore(state.subscribe, state.getSnapshot, state.getSnapshot)
}

/** One value of the manifest, with its problems and the ways to change it. */
export interface FieldBinding {
  /** The value as the engine reads it, references followed. */
  readonly value: unknown
  readonly problems: readonly Problem[]
  /** The first problem that stops a run, as a sentence. */
  readonly error: string | undefined
  readonly isEditable: boolean
  /** Where it really stands in the text. */
  readonly path: ManifestPath
  /** `undefined` removes it. */
  set(value: unknown, name?: string): void
  /** Sets it as an undo step of its own, as choosing one of several does. */
  choose(value: unknown, name: string): void
  /** Renames a key below it and leaves its place. */
  rename(from: string, to: string): void
  /** Spread on the control: tells where the keyboard is, and takes it when asked to. */
  readonly focus: {
    readonly onFocus: () => void
    readonly ref: (element: HTMLElement | null) => void
  }
}

/** One value of the manifest and the way to change it. Shared values are changed where they stand. */
export function useField(path: ManifestPath): FieldBinding {
  const { document, state } = useBuilder()
  const { problems, isEditable } = useManifestSnapshot()
  const value = valueAt(useResolvedManifest(), ...path)
  const here = resolvePath(document, path)
  const own = problems.filter((problem) => isSame(problem.path, here) || isSame(problem.path, path))
  const ref = useReveal(path)
  return {
    value,
    problems: own,
    error: own.find((problem) => problem.severity === 'error')?.message,
    isEditable,
    path: here,
    set: (next, name) => document.set(resolvePath(document, path), next, { name }),
    choose: (next, name) =>
      document.transact(name, (edits) => edits.set(resolvePath(document, path), next)),
    rename: (from, to) => document.rename([...resolvePath(document, path), from], to),
    focus: { onFocus: () => state.focus(path), ref },
  }
}

/** Takes the keyboard when somebody asked to be led to this value. */
function useReveal(path: ManifestPath) {
  const { reveal } = useSelection()
  const element = useRef<HTMLElement | null>(null)
  const done = useRef(0)
  const isMine = reveal !== undefined && isSame(reveal.path, path)
  const count = reveal?.count ?? 0
  useEffect(() => {
    if (!isMine || done.current === count) return
    done.current = count
    element.current?.focus()
    element.current?.scrollIntoView({ block: 'nearest' })
  }, [isMine, count])
  return (next: HTMLElement | null) => {
    element.current = next
  }
}

export function isSame(one: ManifestPath, other: ManifestPath): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index])
}

/** Whether a path is another one or lies below it. */
export function isUnder(path: ManifestPath, above: ManifestPath): boolean {
  return path.length >= above.length && above.every((part, index) => path[index] === part)
}
