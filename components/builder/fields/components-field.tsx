'use client'

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { IconButton } from '../../ui/button'
import { Menu } from '../../ui/menu'
import { useField, useManifestDocument } from '../manifest-context'
import { asList, typeOf } from '../manifest-values'
import { changeType } from './component-change'
import { describe, isKnownType, typesOf } from './component-schema'
import { FieldBox } from './field-box'
import type { FieldProps } from './field-props'
import type { NestedFields } from './nested-fields'
import { NodeYaml } from './node-yaml'

interface ComponentsFieldProps extends FieldProps {
  kinds: readonly string[]
  depth?: number
  /** Draws the fields of a component. */
  Fields: NestedFields
}

/** A list of components, in the order in which they work. */
export function ComponentsField(props: ComponentsFieldProps) {
  const { label, path, hint, kinds, depth = 0, Fields } = props
  const field = useField(path)
  const document = useManifestDocument()
  const items = asList(field.value)
  const add = (type: string) =>
    document.insert(field.path, items.length, changeType(undefined, type), {
      name: `Add ${describe(type).title}`,
    })
  const move = (from: number, to: number) => document.move(field.path, from, to)

  return (
    <FieldBox label={label} hint={hint} error={field.error}>
      <ol className="col g8">
        {items.map((item, index) => (
          <li className="card pad" key={itemKey(index)}>
            <div className="row">
              <span className="b grow">{describe(typeOf(item)).title || 'Not set'}</span>
              <IconButton
                label="Move up"
                size="sm"
                icon={<ArrowUp className="i s" />}
                disabledReason={index === 0 ? 'It is the first' : undefined}
                onClick={() => move(index, index - 1)}
              />
              <IconButton
                label="Move down"
                size="sm"
                icon={<ArrowDown className="i s" />}
                disabledReason={index === items.length - 1 ? 'It is the last' : undefined}
                onClick={() => move(index, index + 1)}
              />
              <IconButton
                label="Remove"
                size="sm"
                icon={<Trash2 className="i s" />}
                onClick={() => document.remove([...field.path, index])}
              />
            </div>
            {isKnownType(typeOf(item)) && depth < 3 ? (
              <Fields type={typeOf(item)} path={[...path, index]} depth={depth + 1} />
            ) : (
              <NodeYaml path={[...path, index]} />
            )}
          </li>
        ))}
      </ol>
      <div>
        <Menu
          align="start"
          trigger={
            <button type="button" className="btn sm">
              <Plus className="i s" /> Add
            </button>
          }
          items={typesOf(kinds).map((each) => ({
            label: each.title,
            onSelect: () => add(each.type),
          }))}
        />
      </div>
    </FieldBox>
  )
}

/** Items have no identity of their own: an item is its place. */
function itemKey(index: number): string {
  return `item-${index}`
}
