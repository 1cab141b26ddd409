import type { monaco } from './monaco'

type Monaco = typeof monaco

const rules = [
  { token: 'type', name: '--code-key' },
  { token: 'string', name: '--code-string' },
  { token: 'number', name: '--code-number' },
  { token: 'keyword', name: '--code-null' },
  { token: 'comment', name: '--code-note', fontStyle: 'italic' },
] as const

const colors: Readonly<Record<string, string>> = {
  'editor.background': '--surface',
  'editor.foreground': '--text',
  'editorLineNumber.foreground': '--text-3',
  'editorLineNumber.activeForeground': '--text',
  'editorCursor.foreground': '--text',
  'editor.selectionBackground': '--accent-edge',
  'editor.inactiveSelectionBackground': '--accent-soft',
  'editor.lineHighlightBackground': '--surface',
  'editor.lineHighlightBorder': '--surface',
  'editorIndentGuide.background1': '--edge',
  'editorIndentGuide.activeBackground1': '--edge-strong',
  'editorWidget.background': '--raised',
  'editorWidget.border': '--edge-strong',
  'editorSuggestWidget.background': '--raised',
  'editorSuggestWidget.border': '--edge-strong',
  'editorSuggestWidget.selectedBackground': '--accent-soft',
  'editorSuggestWidget.selectedForeground': '--text',
  'editorSuggestWidget.highlightForeground': '--accent-text',
  'editorHoverWidget.background': '--raised',
  'editorHoverWidget.border': '--edge-strong',
  'editor.findMatchBackground': '--unsure-edge',
  'editor.findMatchHighlightBackground': '--unsure-soft',
  'editorError.foreground': '--broken',
  'editorWarning.foreground': '--unsure',
  'editorInfo.foreground': '--accent',
  'scrollbarSlider.background': '--edge-strong',
  'scrollbarSlider.hoverBackground': '--edge-field',
  'scrollbarSlider.activeBackground': '--edge-field',
  'input.background': '--surface',
  'input.border': '--edge-field',
  focusBorder: '--focus',
}

const themeName = 'plumbline'

/** Gives the editor the tokens of the page, and follows a change between light and dark. */
export function followTheme(monaco: Monaco): () => void {
  const apply = () => {
    const isDark = getComputedStyle(document.documentElement).colorScheme.includes('dark')
    const read = tokenReader()
    monaco.editor.defineTheme(themeName, {
      base: isDark && !isLight() ? 'vs-dark' : 'vs',
      inherit: true,
      rules: rules.map(({ token, name, ...rest }) => ({
        token,
        foreground: read(name).slice(1),
        ...rest,
      })),
      colors: Object.fromEntries(Object.entries(colors).map(([key, name]) => [key, read(name)])),
    })
    monaco.editor.setTheme(themeName)
  }
  apply()
  const observer = new MutationObserver(apply)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const media = matchMedia('(prefers-color-scheme: dark)')
  media.addEventListener('change', apply)
  return () => {
    observer.disconnect()
    media.removeEventListener('change', apply)
  }
}

/** What `light-dark()` chooses now. */
function isLight(): boolean {
  const theme = document.documentElement.dataset.theme
  if (theme === 'light' || theme === 'dark') return theme === 'light'
  return !matchMedia('(prefers-color-scheme: dark)').matches
}

/** Tokens are `light-dark()` pairs: only an element that uses one knows its colour. */
function tokenReader(): (name: string) => string {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const probe = document.createElement('span')
  document.body.append(probe)
  const read = (name: string) => {
    probe.style.color = `var(${name})`
    return hexOf(getComputedStyle(probe).color, canvas)
  }
  queueMicrotask(() => probe.remove())
  return read
}

function hexOf(color: string, canvas: CanvasRenderingContext2D | null): string {
  if (canvas === null) return '#000000'
  canvas.fillStyle = color
  canvas.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
