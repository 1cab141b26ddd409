import { z } from 'zod'
import { defineComponent } from '../component'
import type { Injector } from './injector'

export const requestPath = defineComponent({
  schema: z.object({ type: z.literal('RequestPath') }).meta({
    title: 'In place of the path',
    description: 'The value is the URL, or the path, of the request itself.',
  }),
  create: (): Injector => ({ place: 'path', isPath: true, isHeader: false, inject: () => ({}) }),
})
