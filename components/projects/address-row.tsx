'use client'

import { Globe } from 'lucide-react'
import { CallFailed } from '@/lib/client/call'
import { useFetchDocument } from '@/lib/client/queries/imports'
import { errorText } from '../layout/error-text'
import { Button } from '../ui/button'

interface AddressRowProps {
  url: string
  onFetched: (document: { name: string; text: string }) => void
}

/** An address: it is fetched when somebody says so, and private ones when somebody permits it. */
export function AddressRow({ url, onFetched }: AddressRowProps) {
  const fetching = useFetchDocument()
  const { error } = fetching
  const target = targetOf(error)
  const get = (allow?: string) =>
    fetching.mutate({ url, ...(allow !== undefined && { allow }) }, { onSuccess: onFetched })
  return (
    <li className="got">
      <span className="gi">
        <Globe className="i" />
      </span>
      <div className="grow">
        <span className="b">An address</span>
        <p className="s12 t2">
          An OpenAPI document, or a page of Swagger UI, Redoc or Scalar that shows one.
        </p>
        {error && (
          <p className="s12 c-bad" role="alert">
            {errorText(error)}
          </p>
        )}
      </div>
      {target ? (
        <Button size="sm" isBusy={fetching.isPending} onClick={() => get(target)}>
          Allow {target} and fetch
        </Button>
      ) : (
        <Button size="sm" isBusy={fetching.isPending} onClick={() => get()}>
          Fetch it
        </Button>
      )}
    </li>
  )
}

/** The target that a person may permit. */
function targetOf(error: Error | null): string | undefined {
  if (!(error instanceof CallFailed) || error.code !== 'target_needs_permission') return undefined
  return /^(\S+:\d+) is /.exec(error.problem.title)?.[1]
}
