import { expect, it } from 'vitest'
import { EventChannel } from './event-channel'

it('hands out events in the order they went in, and then ends', async () => {
  const channel = new EventChannel<number>(2)
  channel.push(1)
  channel.push(2)
  channel.end()
  expect(await collect(channel)).toEqual([1, 2])
})

it('throws what ended it after the events before', async () => {
  const channel = new EventChannel<number>(2)
  channel.push(1)
  channel.end({ error: new Error('broken') })
  const events = channel.read()
  expect(await events.next()).toEqual({ done: false, value: 1 })
  await expect(events.next()).rejects.toThrow('broken')
})

it('makes a writer wait until the reader has caught up', async () => {
  const channel = new EventChannel<number>(1)
  const log: string[] = []
  channel.push(1)
  channel.push(2)
  expect(channel.isFull).toBe(true)
  const writing = channel.room().then(() => log.push('room'))
  const events = channel.read()
  log.push('before')
  await events.next()
  await writing
  expect(log).toEqual(['before', 'room'])
})

it('counts what weighs nothing as nothing', () => {
  const channel = new EventChannel<number>(5, (event) => event)
  channel.push(0)
  channel.push(5)
  expect(channel.isFull).toBe(false)
  channel.push(1)
  expect(channel.isFull).toBe(true)
})

it('lets writers go when the reader has left', async () => {
  const channel = new EventChannel<number>(0)
  channel.push(1)
  const writing = channel.room()
  channel.discard()
  await writing
  expect(channel.isFull).toBe(false)
})

async function collect(channel: EventChannel<number>): Promise<number[]> {
  const events: number[] = []
  for await (const event of channel.read()) events.push(event)
  return events
}
