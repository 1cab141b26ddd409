import { withoutUnseen } from '../claims/words'

/** Shorter values are words of every text. */
const secretCharactersMin = 4

const mask = '[secret]'

/** A function that makes a text fit to be sent: secrets masked, nothing unseen, no control characters. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.filter(isLong).flatMap(formsOf))]
    .filter(isLong)
    .sort((one, other) => other.length - one.length)
  return (text) => {
    const plain = forms.reduce((rest, form) => rest.replaceAll(form, mask), withoutUnseen(text))
    return (
      plain
        .replaceAll(/\b(bearer|basic|token)(\s+)(?=[\w+/=.~-]*\d)[\w+/=.~-]{12,}/gi, `$1$2${mask}`)
        .replaceAll(/\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/g, mask)
        .replaceAll(/\b(sk|pk|rk|ghp|gho|xox[abp]|glpat|pat)[-_](?=[\w-]*\d)[\w-]{12,}/g, mask)
        .replaceAll(/(https?:\/\/)[^\s/@"']{1,200}@/gi, `$1${mask}@`)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
        .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ')
    )
  }
}

const isLong = (text: string) => text.length >= secretCharactersMin

/** A secret as it may stand in a text: plain, in a URL, in JSON, in Base64. */
function formsOf(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret)
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64.replace(/=+$/, ''),
  ]
}
