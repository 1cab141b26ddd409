import type { VerbOption } from './verb'

/** Options that commands have in common. */
export const manifestOption: VerbOption = {
  value: 'FILE',
  summary: 'The manifest, as YAML.',
  isRequired: true,
}

export const configOption: VerbOption = {
  value: 'FILE',
  summary: 'The configuration, as JSON.',
  isRequired: true,
}

export const allowPrivateOption: VerbOption = {
  summary: 'Allow calls to this machine and to private networks.',
}

export const debugOption: VerbOption = { summary: 'Write debug messages too.' }
