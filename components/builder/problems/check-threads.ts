import { checkManifest } from '@/lib/manifest/check'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { StartThread } from './manifest-checker'
import { postable } from './postable-problem'

/** A worker of its own; where pages have none, the page itself. */
export const startWorker: StartThread = (onReply, onFailure) => {
  if (typeof Worker === 'undefined') return startHere(onReply, onFailure)
  const worker = new Worker(new URL('./check.worker.ts', import.meta.url), {
    type: 'module',
    name: 'check',
  })
  worker.onmessage = ({ data }) => onReply(data)
  worker.onerror = (event) => {
    event.preventDefault()
    onFailure()
  }
  return { post: (request) => worker.postMessage(request), close: () => worker.terminate() }
}

/** Checks on the page's own thread. */
export const startHere: StartThread = (onReply) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    post: ({ text, revision }) => {
      timer = setTimeout(() => {
        const { manifest, isEditable } = new ManifestDocument(text).getSnapshot()
        const problems = isEditable ? checkManifest(manifest).map(postable) : []
        onReply({ revision, problems })
      })
    },
    close: () => clearTimeout(timer),
  }
}
