'use client'

import { useState } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { ListField } from '../fields/list-field'
import { ComponentSlot, ComponentsSlot } from '../fields/schema-fields'
import { TemplateField } from '../fields/template-field'
import { useBuilder, useManifestSnapshot, useResolvedManifest } from '../manifest-context'
import { listAt, typeOf, valueAt } from '../manifest-values'
import { authSentence } from '../sentences/authentication-sentence'
import { plainText } from '../sentences/sentence'
import { AuthenticationStation } from '../stations/authentication-station'
import { ErrorsStation } from '../stations/errors-station'
import { AllowedTargets } from './allowed-targets'
import { shareableBase, shareBase, sharedRequester } from './shared-requester'

/** What all streams have in common: where the API is, how to sign in, what to do about errors. */
export function ConnectorScreen() {
  const { manifest: written } = useManifestSnapshot()
  const manifest = useResolvedManifest()
  const path = sharedRequester(written)
  return (
    <main className="pane grow" id="line" data-pane="line">
      <div className="scroll">
        <div className="sthead">
          <h1>Connector settings</h1>
          <p className="t2">What all streams have in common.</p>
        </div>
        <div className="col g16 settings">
          {path ? <SharedParts path={path} /> : <NothingShared />}
          <Section title="Limits of the API">
            <ComponentSlot
              label="How fast may calls come?"
              path={['api_budget']}
              kinds={['HTTPAPIBudget']}
              noneLabel="As fast as they come"
            />
          </Section>
          <Section title="Check">
            <CheckFields manifest={manifest} />
          </Section>
          <Section title="Configuration rules">
            <ComponentsSlot
              label="Changes before a run, never stored"
              path={[...rules, 'transformations']}
              kinds={['ConfigTransformation']}
            />
            <ComponentsSlot
              label="What has to hold, beyond the form"
              path={[...rules, 'validations']}
              kinds={['ConfigValidator']}
            />
          </Section>
          <Section title="Allowed addresses">
            <AllowedTargets />
          </Section>
          <Section title="Speed">
            <ComponentSlot
              label="How many slices are read at the same time?"
              path={['concurrency_level']}
              kinds={['Concurrency']}
              noneLabel="The usual number"
            />
          </Section>
        </div>
      </div>
    </main>
  )
}

const rules = ['spec', 'config_normalization_rules']

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="card pad col g12" aria-label={title}>
      <h2 className="b">{title}</h2>
      {children}
    </section>
  )
}

function SharedParts({ path }: { path: ManifestPath }) {
  const manifest = useResolvedManifest()
  const auth = valueAt(manifest, ...path, 'authenticator')
  const key = valueAt(manifest, ...path, 'url') === undefined ? 'url_base' : 'url'
  return (
    <>
      <Section title="Request">
        <TemplateField
          label="Base address"
          path={[...path, key]}
          variables={['config']}
          placeholder="https://api.example.com"
          isRequired
        />
      </Section>
      <Section title="Authentication">
        <p className="s12 t2">{plainText(authSentence(auth, []))}</p>
        <AuthenticationStation streamPath={[]} path={[...path, 'authenticator']} />
      </Section>
      <Section title="Errors">
        <ErrorsStation streamPath={[]} path={[...path, 'error_handler']} />
      </Section>
    </>
  )
}

/** Streams that all say the same can share it from now on. */
function NothingShared() {
  const { document } = useBuilder()
  const { isEditable } = useManifestSnapshot()
  const manifest = useResolvedManifest()
  const [why, setWhy] = useState<string>()
  const base = shareableBase(manifest)
  return (
    <Notice
      title="The streams share nothing yet"
      actions={
        base && (
          <Button
            size="sm"
            disabledReason={isEditable ? undefined : 'The YAML cannot be read'}
            onClick={() => setWhy(shareBase(document, base))}
          >
            Share the address and sign-in of the first stream
          </Button>
        )
      }
    >
      {why ??
        'Each stream says for itself where the API is and how to sign in. Shared, it is changed once for all.'}
    </Notice>
  )
}

function CheckFields({ manifest }: { manifest: unknown }) {
  const type = typeOf(valueAt(manifest, 'check'))
  const count = listAt(manifest, 'check', 'stream_names').length
  if (type !== '' && type !== 'CheckStream') {
    return (
      <ComponentSlot
        label="How is a connection checked?"
        path={['check']}
        kinds={['ConnectionCheck']}
      />
    )
  }
  return (
    <ListField
      label="Streams that are read to check a connection"
      path={['check', 'stream_names']}
      hint={count === 0 ? 'Without one a connection cannot be checked' : undefined}
    />
  )
}
