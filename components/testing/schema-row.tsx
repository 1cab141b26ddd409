'use client'

import { Ellipsis, History, KeyRound } from 'lucide-react'
import type { FieldDifference, FieldProfile } from '@/lib/testread/field-profile'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Menu } from '../ui/menu'
import {
  allowsNull,
  emptyShare,
  percentWords,
  sampleWords,
  seenWords,
  typeWords,
} from './field-words'
import type { PanelSchema } from './panel-schema'

interface SchemaRowProps {
  field: FieldProfile
  schema: PanelSchema
  /** It differs, and nobody said that it may. */
  isOpen: boolean
  isTabStop: boolean
  onFocus: () => void
  onKeep: () => void
}

const marks: Readonly<Record<FieldDifference, readonly ['warn' | 'ok', string]>> = {
  type: ['warn', 'type differs'],
  null: ['warn', 'null seen'],
  new: ['ok', 'new'],
  'not-seen': ['warn', 'not seen'],
}

const fixes: Readonly<Record<FieldDifference, string>> = {
  type: 'Change type',
  null: 'Allow null',
  new: 'Add',
  'not-seen': 'Remove',
}

/** One field: what is declared, what was found, and what to do about the difference. */
export function SchemaRow(props: SchemaRowProps) {
  const { field, schema, isOpen, isTabStop, onFocus, onKeep } = props
  const { path, declared, found, difference, samples } = field
  const name = path.join('.')
  const isTypeOff = isOpen && difference === 'type'
  return (
    <tr className={isOpen ? 'differs' : ''} tabIndex={isTabStop ? 0 : -1} onFocus={onFocus}>
      <td className="mono fname" style={{ paddingLeft: 16 + (path.length - 1) * 14 }}>
        {path.length > 1 && <span className="sr">{path.slice(0, -1).join('.')}.</span>}
        {path.at(-1)}
      </td>
      <td className="mono t2">
        {isTypeOff ? <del className="del">{typeWords(declared)}</del> : typeWords(declared)}
      </td>
      <td className="mono t2">
        {isOpen && (difference === 'type' || difference === 'new') ? (
          <ins className="add">{typeWords(found)}</ins>
        ) : (
          typeWords(found)
        )}
      </td>
      <td>
        <Empty share={emptyShare(field)} />
      </td>
      <td className="mono t2 samples">
        <span className="cut block">{sampleWords(samples)}</span>
      </td>
      <td className="s12 t2 nowrap">{seenWords(field)}</td>
      <td>
        <span className="row g4">
          {isOpen && difference && <Chip tone={marks[difference][0]}>{marks[difference][1]}</Chip>}
          {schema.keys.some((key) => key.join('.') === name) && (
            <Chip tone="acc">
              <KeyRound className="i s" /> key
            </Chip>
          )}
          {schema.cursorField === name && (
            <Chip tone="acc">
              <History className="i s" /> cursor
            </Chip>
          )}
        </span>
      </td>
      <td>
        <span className="row g4 do">
          {isOpen && difference && (
            <>
              <Button
                size="sm"
                disabledReason={schema.lockedReason}
                aria-label={`${fixes[difference]}: ${name}`}
                onClick={() => schema.accept([field])}
              >
                {fixes[difference]}
              </Button>
              <Button
                variant="ghost"
                size="sm"
                aria-label={`Keep ${name} as it is`}
                onClick={onKeep}
              >
                Keep
              </Button>
            </>
          )}
          <FieldMenu field={field} schema={schema} />
        </span>
      </td>
    </tr>
  )
}

/** A bar and its number. */
function Empty({ share }: { share: number }) {
  return (
    <span className="row g6">
      <span className="empty-bar" aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <span className="mono t2 nowrap">{percentWords(share)}</span>
    </span>
  )
}

function FieldMenu({ field, schema }: { field: FieldProfile; schema: PanelSchema }) {
  const { path, declared } = field
  const name = path.join('.')
  const isKey = schema.keys.some((key) => key.join('.') === name)
  const isLocked = schema.lockedReason !== undefined
  return (
    <Menu
      trigger={
        <button type="button" className="btn ghost sm icon" aria-label={`More about ${name}`}>
          <Ellipsis className="i s" />
        </button>
      }
      items={[
        {
          label: isKey ? 'Take out of the key' : 'Use as key',
          after: 'K',
          onSelect: () => schema.toggleKey(path),
        },
        {
          label: 'Use as cursor',
          after: schema.noCursorReason ? 'reads everything' : 'U',
          isDisabled: schema.noCursorReason !== undefined || schema.cursorField === name,
          onSelect: () => schema.makeCursor(path),
        },
        {
          label: 'Allow null',
          after: 'N',
          isDisabled: isLocked || !declared || allowsNull(declared),
          onSelect: () => schema.allowNull(field),
        },
        {
          label: 'Copy path',
          startsGroup: true,
          onSelect: () => void navigator.clipboard.writeText(name),
        },
      ]}
    />
  )
}
