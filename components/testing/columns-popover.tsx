'use client'

import { Columns3 } from 'lucide-react'
import { useMemo } from 'react'
import { profileField } from '@/lib/testread/field-profile'
import type { RecordRow } from '@/lib/testread/test-read'
import { IconButton } from '../ui/button'
import { formatCount } from '../ui/measures'
import { Popover } from '../ui/popover'
import { Checkbox } from '../ui/toggle'
import { emptyShare, percentWords, seenWords } from './field-words'
import type { RecordColumn } from './record-columns'
import { profiledMax } from './use-field-profiles'

interface ColumnsPopoverProps {
  /** Those that the filter left. */
  rows: readonly RecordRow[]
  columns: readonly RecordColumn[]
  hidden: ReadonlySet<string>
  onChange: (hidden: ReadonlySet<string>) => void
}

/** Which columns are shown, and what each holds: how often nothing, how many values, from where to where. */
export function ColumnsPopover(props: ColumnsPopoverProps) {
  return (
    <Popover
      title="Columns"
      trigger={<IconButton label="Columns" size="sm" icon={<Columns3 className="i s" />} />}
    >
      <ColumnList {...props} />
    </Popover>
  )
}

function ColumnList({ rows, columns, hidden, onChange }: ColumnsPopoverProps) {
  const records = useMemo(() => rows.slice(0, profiledMax).map(({ data }) => data), [rows])
  const profiles = useMemo(
    () => new Map(columns.map(({ name, path }) => [name, profileField(records, path)])),
    [columns, records],
  )
  const toggle = (name: string, isShown: boolean) => {
    const next = new Set(hidden)
    if (isShown) next.delete(name)
    else next.add(name)
    onChange(next)
  }
  return (
    <>
      {rows.length > profiledMax && (
        <p className="s11 t3">Of the first {formatCount(profiledMax)} records</p>
      )}
      <ul className="columns mt-2">
        {columns.map(({ name }) => {
          const profile = profiles.get(name)
          return (
            <li key={name}>
              <Checkbox
                label={<code className="cut">{name}</code>}
                isChecked={!hidden.has(name)}
                onChange={(isShown) => toggle(name, isShown)}
              />
              <span className="s12 t2 cut">{profile && seenWords(profile)}</span>
              <span className="s12 t3 nowrap r">
                {profile && `${percentWords(emptyShare(profile))} empty`}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
