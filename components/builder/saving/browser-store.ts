/** What this browser keeps of a project until the server has it, and the undo history. */
export interface KeptDraft {
  readonly text: string
  readonly baseRevision: number
}

const draftKey = (projectId: string) => `plumbline:draft:${projectId}`
const historyKey = (projectId: string) => `plumbline:history:${projectId}`

/** The unsaved text of a project; nothing when there is none or storage is switched off. */
export function readDraft(projectId: string): KeptDraft | undefined {
  const kept = read(draftKey(projectId))
  if (typeof kept !== 'object' || kept === null) return undefined
  if (!('text' in kept) || !('baseRevision' in kept)) return undefined
  const { text, baseRevision } = kept
  if (typeof text !== 'string' || typeof baseRevision !== 'number') return undefined
  return { text, baseRevision }
}

/** Keeps unsaved text, or forgets it. */
export function keepDraft(projectId: string, draft: KeptDraft | undefined): void {
  write(draftKey(projectId), draft === undefined ? undefined : JSON.stringify(draft))
}

export function readHistory(projectId: string): string | undefined {
  try {
    return localStorage.getItem(historyKey(projectId)) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps the undo history; a history that is too large for the browser is not kept. */
export function keepHistory(projectId: string, history: string): void {
  write(historyKey(projectId), history)
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return undefined
  }
}

function write(key: string, text: string | undefined) {
  try {
    if (text === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // Storage may be full or switched off. The text is on screen and goes to the server all the same.
  }
}
