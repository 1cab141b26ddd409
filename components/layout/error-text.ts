import { CallFailed } from '@/lib/client/call'

/** What to show of an error: the server's sentence, or that its answer was not understood. */
export function errorText(error: unknown): string {
  if (error instanceof CallFailed) return error.message
  return 'The studio answered with something this page does not understand. Reload the page.'
}
