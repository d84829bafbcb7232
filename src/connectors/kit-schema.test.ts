import { expect, test } from 'vitest'
import { isStandardSchema, zodOf } from './kit-schema.ts'
import type { StandardSchema } from './kit-schema.ts'

const schema = (validate: StandardSchema['~standard']['validate']): StandardSchema => ({
  '~standard': { version: 1, vendor: 'own', validate },
})

test('what another library takes is what zod gives', () => {
  expect(zodOf(schema(() => ({ value: 7 }))).parse('anything')).toBe(7)
})

test('what it refuses is refused, where it says and in its words', () => {
  const refusing = schema(() => ({ issues: [{ message: 'no such region', path: ['regions', { key: 0 }] }] }))
  expect(zodOf(refusing).safeParse({}).error?.issues).toMatchObject([
    { message: 'no such region', path: ['regions', 0] },
  ])
})

test('one that takes its time is refused', () => {
  const late = schema(async (value) => ({ value }))
  expect(zodOf(late).safeParse({}).error?.issues[0]?.message).toContain('must be done at once')
})

test('what does not say how to validate is no schema', () => {
  expect([undefined, null, {}, { '~standard': {} }, 'text'].filter(isStandardSchema)).toEqual([])
})
