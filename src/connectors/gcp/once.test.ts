import { expect, test } from 'vitest'
import { AccessError, VendorError } from '../errors.ts'
import { onceEach } from './once.ts'

test('what is asked twice is asked once, of each client and of each thing', async () => {
  const once = onceEach<string>()
  const [client, other] = [{}, {}]
  let asked = 0
  const ask = async () => `answer ${(asked += 1)}`
  expect(await Promise.all([once(client, 'a', ask), once(client, 'a', ask)])).toEqual(['answer 1', 'answer 1'])
  expect(await once(client, 'b', ask)).toBe('answer 2')
  expect(await once(other, 'a', ask)).toBe('answer 3')
})

test('a refusal is kept, and another failure is tried again', async () => {
  const once = onceEach<string>()
  const client = {}
  const refuse = async () => Promise.reject(new AccessError('No.', 'a.b.get'))
  await expect(once(client, 'a', refuse)).rejects.toThrow('No.')
  await expect(once(client, 'a', async () => 'late')).rejects.toThrow('No.')
  await expect(once(client, 'b', async () => Promise.reject(new VendorError('Down.', 'b')))).rejects.toThrow('Down.')
  expect(await once(client, 'b', async () => 'up')).toBe('up')
})
