import { expect, test } from 'vitest'
import { wordsIn } from './words-in-answer'

test('the sentence is found where APIs put it', () => {
  expect(wordsIn('{"code":"forbidden","message":"The token lacks orders:read"}')).toBe(
    'The token lacks orders:read',
  )
  expect(wordsIn('{"error":"invalid_client","error_description":"No such client"}')).toBe(
    'No such client',
  )
  expect(wordsIn('{"errors":[{"status":"403","title":"Forbidden","detail":"Not yours"}]}')).toBe(
    'Not yours',
  )
  expect(wordsIn('{"error":{"type":"auth","message":"Bad key"}}')).toBe('Bad key')
  expect(wordsIn('["One thing","Another"]')).toBe('One thing, Another')
})

test('a page gives its title', () => {
  expect(wordsIn('<!doctype html><html><head><title> 502 Bad Gateway </title>')).toBe(
    '502 Bad Gateway',
  )
})

test('a body without words, or none that can be read, gives nothing', () => {
  expect(wordsIn('{"code":17,"message":""}')).toBeUndefined()
  expect(wordsIn('Forbidden')).toBeUndefined()
  expect(wordsIn(`${'{"error":'.repeat(40)}1${'}'.repeat(40)}`)).toBeUndefined()
})
