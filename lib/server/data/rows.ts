import 'server-only'
import { createHash } from 'node:crypto'

/** Who asks: nothing of another workspace is ever found. */
export interface Owner {
  readonly workspaceId: string
}

/** A project, asked for by somebody. */
export interface ProjectRef extends Owner {
  readonly projectId: string
}

/** Tells texts apart without keeping them. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** Whether a write failed because of a unique key (Prisma's P2002). */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002'
}
