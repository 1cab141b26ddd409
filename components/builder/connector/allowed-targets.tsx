'use client'

import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { permissionQueries, useRevokePermission } from '@/lib/client/queries/permissions'
import { IconButton } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { useBuilder } from '../manifest-context'

/** Addresses of this network that somebody let the project call. */
export function AllowedTargets() {
  const { projectId } = useBuilder()
  const { data: permissions, error } = useQuery(permissionQueries.list(projectId))
  const revoke = useRevokePermission(projectId)
  const failure = error ?? revoke.error
  return (
    <>
      <p className="s12 t2">
        Addresses inside this network that this project may call. A run that needs another one asks.
      </p>
      {permissions?.length === 0 && <p className="t3">None. Only public addresses are called.</p>}
      {permissions !== undefined && permissions.length > 0 && (
        <ul className="col g6">
          {permissions.map(({ id, host, port }) => (
            <li key={id} className="row">
              <code className="grow">
                {host}:{port}
              </code>
              <IconButton
                label={`Do not call ${host}:${port} any more`}
                size="sm"
                icon={<Trash2 className="i s" />}
                isBusy={revoke.isPending && revoke.variables === id}
                onClick={() => revoke.mutate(id)}
              />
            </li>
          ))}
        </ul>
      )}
      {failure && (
        <Notice tone="bad" title="The list did not come through">
          {failure.message}
        </Notice>
      )}
    </>
  )
}
