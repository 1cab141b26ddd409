/** How a documentation says that requests are signed, with what it writes in place of secrets. */
export interface SignIn {
  readonly headers: readonly (readonly [string, string])[]
  readonly basic?: { readonly user: string; readonly password: string } | undefined
  readonly query: readonly (readonly [string, string])[]
  /** Where it says so, as `line 12`. */
  readonly place: string
}

const written =
  /\bauthorization["'`]*\s*[:=]\s*["'`]*\s*([A-Za-z][\w-]*)[ =]+["'`]*([<{[$(]?[\w$.-]+)/i
const keyHeader =
  /[`"'\s]((?:X-)?[A-Za-z-]*(?:api-?key|auth-?token|access-?token|api-?token|subscription-key|x-token))[`"']*(?:\s*:\s*\S|\s+(?:request |http )?header\b)|\bheader\s+(?:named |called )?[`"']?((?:X-)[A-Za-z-]+(?:key|token))[`"']?/i
const keyQuery =
  /[?&](api_?key|apikey|access_token|auth_token|api_token|key|token)=|[`"'](api_?key|apikey|access_token|auth_token|api_token)[`"']\s+(?:query )?(?:string )?parameter/i
const placeholder = 'your-key'

/** What the lines say about signing in; undefined when they say nothing. The first way counts. */
export function signInOf(lines: readonly string[]): SignIn | undefined {
  for (const [index, line] of lines.entries()) {
    const found = signInFrom(line)
    if (found) return { headers: [], query: [], ...found, place: `line ${index + 1}` }
  }
  return undefined
}

function signInFrom(line: string): Partial<SignIn> | undefined {
  const header = written.exec(line)
  const scheme = header?.[1] ?? ''
  if (/^basic$/i.test(scheme) || /\b(http )?basic (auth\w*|access)\b/i.test(line))
    return basic(line)
  if (scheme !== '' && !/^(the|your|a|header|must|is)$/i.test(scheme))
    return { headers: [['Authorization', `${scheme} ${placeholder}`]] }
  if (/\bbearer (token|auth\w*|scheme)\b|\bas a bearer\b/i.test(line))
    return { headers: [['Authorization', `Bearer ${placeholder}`]] }
  const key = keyHeader.exec(line)
  const name = key?.[1] ?? key?.[2]
  if (name) return { headers: [[name, placeholder]] }
  const query = keyQuery.exec(line)
  const parameter = query?.[1] ?? query?.[2]
  return parameter ? { query: [[parameter, placeholder]] } : undefined
}

/** Basic authentication; the password is empty where the key alone is the user name. */
function basic(line: string): Partial<SignIn> {
  const isKeyAsUser =
    /key\b.{0,40}\b(is|as) (the |your )?user ?name|user ?name.{0,40}\bkey\b|(no|empty|blank) password|password.{0,20}(empty|blank)/i.test(
      line,
    )
  return { basic: { user: placeholder, password: isKeyAsUser ? '' : placeholder } }
}
