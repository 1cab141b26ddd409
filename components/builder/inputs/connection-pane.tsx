'use client'

import { useQuery } from '@tanstack/react-query'
import { Check, Plus, X } from 'lucide-react'
import { environmentQueries, useCreateEnvironment } from '@/lib/client/queries/environments'
import { useCheckConnection } from '@/lib/client/queries/runs'
import type { Environment } from '@/lib/contracts/environments'
import { inputsOf } from '@/lib/manifest/inputs'
import { Button, IconButton } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { Notice } from '../../ui/notice'
import { Segmented } from '../../ui/segmented'
import { useBuilder, useManifestSnapshot } from '../manifest-context'
import { EnvironmentMenu } from './environment-menu'
import { TestValueField } from './test-value-field'
import { useEnvironmentChoice } from './use-environment-choice'

/** The form that others will see, filled with the test values of an environment. */
export function ConnectionPane() {
  const { projectId } = useBuilder()
  const { data: environments } = useQuery(environmentQueries.list(projectId))
  const [chosen, choose] = useEnvironmentChoice(projectId)
  const create = useCreateEnvironment(projectId)
  const environment = environments?.find(({ id }) => id === chosen) ?? environments?.[0]
  const add = () => {
    const taken = new Set(environments?.map(({ name }) => name))
    const name =
      ['Sandbox', 'Production'].find((each) => !taken.has(each)) ?? `Environment ${taken.size + 1}`
    create.mutate(name, { onSuccess: ({ id }) => choose(id) })
  }
  return (
    <section className="pane grow" aria-label="Connection" data-pane="test">
      <div className="phead">
        <span className="b">Connection</span>
        <span className="s12 t3 grow">the form others will see</span>
        {environment && <span className="s12 t3">Runs use {environment.name}</span>}
      </div>
      <div className="scroll">
        <div className="env-tabs">
          {environments && environments.length > 0 && environment && (
            <Segmented
              label="Environment"
              value={environment.id}
              choices={environments.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={choose}
            />
          )}
          <IconButton
            label="Add environment"
            size="sm"
            icon={<Plus className="i s" />}
            isBusy={create.isPending}
            onClick={add}
          />
          <span className="grow" />
          {environment && <EnvironmentMenu key={environment.id} environment={environment} />}
        </div>
        {environment ? (
          <div className="col g16 settings">
            <ValuesForm environment={environment} />
            <ConnectionCheck environment={environment} />
          </div>
        ) : (
          environments && (
            <EmptyState
              title="No environment yet"
              text="An environment holds test values for the inputs. Secrets in it are encrypted and never shown again."
            >
              <Button variant="primary" isBusy={create.isPending} onClick={add}>
                Add Sandbox
              </Button>
            </EmptyState>
          )
        )}
      </div>
    </section>
  )
}

function ValuesForm({ environment }: { environment: Environment }) {
  const { manifest } = useManifestSnapshot()
  const inputs = inputsOf(manifest).filter((input) => !input.isHidden)
  return (
    <div className="card pad col g12">
      {inputs.length === 0 && <p className="t2">Nothing has to be given.</p>}
      {inputs.map((input) => (
        <TestValueField
          key={`${environment.id}:${input.name}`}
          input={input}
          environment={environment}
        />
      ))}
    </div>
  )
}

function ConnectionCheck({ environment }: { environment: Environment }) {
  const { projectId, document } = useBuilder()
  const check = useCheckConnection(projectId)
  const run = () =>
    check.mutate({ text: document.getSnapshot().text, environmentId: environment.id })
  return (
    <div className="card pad col g12">
      <div className="row">
        <span className="b">Check connection</span>
        <span className="s12 t3 grow">the streams that the check names</span>
        <Button size="sm" isBusy={check.isPending} onClick={run}>
          {check.data || check.error ? 'Check again' : 'Check'}
        </Button>
      </div>
      {check.error && (
        <Notice tone="bad" title="The check did not run">
          {check.error.message}
        </Notice>
      )}
      {check.data && (
        <ul className="col g8" aria-live="polite">
          {check.data.streams.map(({ stream, outcome, message }) => (
            <li key={stream} className="row">
              {outcome === 'succeeded' ? (
                <Check className="i s c-ok" />
              ) : (
                <X className="i s c-bad" />
              )}
              <span className="b">{stream}</span>
              <span className="s12 t2 grow">{message}</span>
            </li>
          ))}
          {check.data.streams.length === 0 && (
            <li className={check.data.outcome === 'succeeded' ? 'c-ok' : 'c-bad'}>
              {check.data.message}
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
