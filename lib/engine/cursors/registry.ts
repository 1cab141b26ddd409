import { defineRegistry } from '../component'
import { cursorKind } from './cursor'
import { datetimeBasedCursor } from './datetime-based-cursor'
import { incrementingCountCursor } from './incrementing-count-cursor'
import { dateBoundKind, minMaxDatetime } from './min-max-datetime'

export const cursors = defineRegistry(cursorKind, [datetimeBasedCursor, incrementingCountCursor])

export const dateBounds = defineRegistry(dateBoundKind, [minMaxDatetime])
