import { AppError } from '../errors'

/**
 * A screen that shows dots for a secret must never send them back as the secret.
 *
 * @throws AppError `secret_is_mask`
 */
export function refuseMask(place: string, value: string | null): void {
  if (value === null || !/^\s*[*•●∙·]+\s*$/.test(value)) return
  throw new AppError('secret_is_mask', `${place} holds only dots, which stand for a secret`, {
    details: { place },
  })
}
