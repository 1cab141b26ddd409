/** A text inside a template, quoted so that it ends nowhere early. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** A value of the configuration, at a path of keys. */
export function configValue(...path: readonly string[]): string {
  return `{{ config${path.map((key) => `[${quoted(key)}]`).join('')} }}`
}

/** The value at a path of keys below a name, nothing where a key is missing or null on the way. */
export function valueAt(root: string, path: readonly string[]): string {
  return path.reduce((inner, key, index) => {
    const source = index === 0 ? inner : `(${inner} or {})`
    return `${source}.get(${quoted(key)})`
  }, root)
}

/** A text of a document, made harmless for a place where templates are rendered. */
export function literal(text: string): string {
  return /\{\{|\{%|\{#/.test(text) ? `{{ ${quoted(text)} }}` : text
}

/** A base URL with its `{name}` as values of the configuration. */
export function baseTemplate(template: string): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => configValue(name))
}
