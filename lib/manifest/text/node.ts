import type { Json } from '../../engine/values/value'

interface NodeBase {
  /** Offset of the first character, behind the anchor and tag. */
  start: number
  /** Offset behind the last character; comments and line ends that follow do not belong to it. */
  end: number
  /** Offset of the anchor or tag, else `start`. */
  outerStart: number
  readonly anchor: string | undefined
  readonly tag: string | undefined
  /** The value, kept until something below changes. */
  value: Json | undefined
}

/** How a scalar is written; `block` is `|` or `>`. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block'

/** Text, a number, a boolean, a date or null. */
export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar'
  readonly style: ScalarStyle
  /** The text that is meant, without quotes, escapes and folding. */
  readonly text: string
}

/** `*name`, which stands for the node with that anchor. */
export interface AliasNode extends NodeBase {
  readonly kind: 'alias'
  readonly name: string
}

/** One key with its value. */
export interface MapEntry {
  /** Offset of the key's first character (or of `?`). */
  start: number
  /** Offset behind the colon. */
  colonEnd: number
  readonly key: TextNode
  /** The key as the parsed value has it. */
  readonly name: string
  /** Whether it is `<<`, which takes over the keys of other mappings. */
  readonly isMerge: boolean
  readonly node: TextNode
}

/** A mapping, in block style or as `{}`. */
export interface MapNode extends NodeBase {
  readonly kind: 'map'
  readonly isFlow: boolean
  readonly entries: MapEntry[]
}

/** One list item. */
export interface ListItem {
  /** Offset of the dash, or of the value in a flow list. */
  start: number
  readonly node: TextNode
}

/** A list, in block style or as `[]`. */
export interface ListNode extends NodeBase {
  readonly kind: 'list'
  readonly isFlow: boolean
  readonly entries: ListItem[]
}

/** A node of the text with absolute offsets. Shifted in place when text before it changes. */
export type TextNode = ScalarNode | AliasNode | MapNode | ListNode

/** A node with entries. */
export type ContainerNode = MapNode | ListNode

/** Whether a node has entries. */
export function isContainer(node: TextNode): node is ContainerNode {
  return node.kind === 'map' || node.kind === 'list'
}
