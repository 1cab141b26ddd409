// Looks manifests over beside the page, so that typing never waits for it.
import { checkManifest } from '@/lib/manifest/check'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { CheckReply, CheckRequest } from './manifest-checker'
import { postable } from './postable-problem'

let document: ManifestDocument | undefined

self.onmessage = ({ data }: MessageEvent<CheckRequest>) => {
  // A text that differs little is read quickly, since what is equal is kept.
  if (document === undefined) document = new ManifestDocument(data.text)
  else document.replaceText(data.text)
  const { manifest, isEditable } = document.getSnapshot()
  const problems = isEditable ? checkManifest(manifest).map(postable) : []
  const reply: CheckReply = { revision: data.revision, problems }
  self.postMessage(reply)
}
