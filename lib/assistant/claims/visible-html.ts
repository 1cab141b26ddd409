const isHidden =
  /\bstyle\s*=\s*("[^"]*|'[^']*)(display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d]*[1-9])|text-indent\s*:\s*-\d{3,}|(left|top)\s*:\s*-\d{3,}|clip\s*:\s*rect\(0)|\s(hidden|inert)(\s|=|>|\/)|\baria-hidden\s*=\s*["']?true/i

const voidTags = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i

interface Piece {
  readonly text: string
  readonly isInside: boolean
}

/** A text cut at markers, in one pass: an unfinished marker costs nothing. */
function between(text: string, start: string, end: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  while (at < text.length) {
    const from = text.indexOf(start, at)
    const to = from < 0 ? -1 : text.indexOf(end, from + start.length)
    if (to < 0) break
    pieces.push({ text: text.slice(at, from), isInside: false })
    at = to + end.length
    pieces.push({ text: text.slice(from, at), isInside: true })
  }
  return [...pieces, { text: text.slice(at), isInside: false }]
}

/** Classes that a page's own style sheet hides. */
function hiddenClasses(html: string): Set<string> {
  const found = new Set<string>()
  const css = between(html, '<style', '</style')
    .map(({ text, isInside }) => (isInside ? text : ''))
    .join('\n')
    .slice(0, 200_000)
  for (const rule of css.matchAll(/([^{}]{1,300})\{([^{}]{0,1000})\}/g)) {
    const body = `style="${(rule[2] ?? '').replaceAll('"', '')}`
    if (!isHidden.test(body)) continue
    for (const name of (rule[1] ?? '').matchAll(/\.([\w-]+)\s*(?:,|$)/g)) found.add(name[1] ?? '')
  }
  return found
}

/**
 * A page without the text of elements that nobody sees (hidden by attribute, by style or by a class of
 * the page's own style sheet). Tags and line breaks stay, so that lines keep their numbers.
 */
export function visibleHtml(text: string): string {
  if (!/<[a-z!][^<>]*>/i.test(text)) return text
  const classes = hiddenClasses(text)
  let open: readonly string[] = []
  const visible = (part: string): string => {
    const tag = /^<(\/?)([a-z][\w-]*)/i.exec(part)
    if (!tag) return open.length === 0 ? part : part.replaceAll(/[^\n<>]/g, '')
    const name = (tag[2] ?? '').toLowerCase()
    if (tag[1] === '/') open = closed(open, name)
    else if (open.length > 0 || isHidden.test(part) || hasClass(part, classes)) {
      if (!voidTags.test(name) && !part.endsWith('/>')) open = [...open, name]
    }
    return part
  }
  return between(text, '<!--', '-->')
    .map(({ text: piece, isInside }) =>
      isInside
        ? piece
        : piece
            .split(/(<\/?[a-z][^<>]{0,4000}>)/i)
            .map(visible)
            .join(''),
    )
    .join('')
}

function hasClass(tag: string, classes: ReadonlySet<string>): boolean {
  if (classes.size === 0) return false
  const names = /\bclass\s*=\s*["']?([^"'>]*)/i.exec(tag)?.[1] ?? ''
  return names.split(/\s+/).some((name) => classes.has(name))
}

/** The open elements without the innermost one of a name. */
function closed(open: readonly string[], name: string): string[] {
  const at = open.lastIndexOf(name)
  return at < 0 ? [...open] : open.slice(0, at)
}
