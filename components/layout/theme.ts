export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The cookie that keeps the choice, so that the first paint has it. */
export const themeCookie = 'plumbline-theme'

/** The theme a cookie names; anything else is the system's. */
export function themeOf(cookie: string | undefined): Theme {
  return themes.find((theme) => theme === cookie) ?? 'system'
}
