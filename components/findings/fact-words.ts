import type { FoundStream } from '@/lib/contracts/imports'

type Pages = FoundStream['pages']['value']

/** How pages are turned, in a few words for a table. */
export function pagesWords(pages: Pages): string {
  switch (pages.kind) {
    case 'none':
      return 'one page'
    case 'page':
      return 'page number'
    case 'offset':
      return 'offset'
    case 'cursor':
      if (pages.from?.startsWith('header ')) return 'token in header'
      return pages.from?.endsWith(' of the last record') ? 'last record’s id' : 'token in body'
    case 'next-url':
      return pages.from?.startsWith('header ') ? 'Link header' : 'next URL in body'
  }
}

/** The same as a sentence; what stands between backticks is from the document. */
export function pagesSentence(pages: Pages): string {
  const size = pages.size === undefined ? '' : `, ${pages.size} a page`
  switch (pages.kind) {
    case 'none':
      return 'Everything comes on one page'
    case 'page':
    case 'offset':
      return `Count up \`${pages.token}\`${size}`
    case 'cursor':
      return `Send \`${pages.from}\` back as \`${pages.token}\`${size}`
    case 'next-url':
      return `Follow \`${pages.from}\`${size}`
  }
}

/** `data[]`, or `[]` where the body itself is the list. */
export function recordsWords(path: readonly string[]): string {
  return `${path.join('.')}[]`
}

/** The last parts of a JSON pointer, as a link says them. */
export function pointerWords(pointer: string): string {
  if (!pointer.startsWith('/')) return pointer === '' ? 'whole document' : pointer
  const parts = pointerParts(pointer)
  return parts.length <= 3 ? parts.join(' → ') : `… → ${parts.slice(-3).join(' → ')}`
}

/** The keys of a JSON pointer (RFC 6901 4). */
export function pointerParts(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}
