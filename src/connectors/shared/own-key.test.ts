import { expect, test } from 'vitest'
import { ownAmong, ownKeyOf } from './own-key.ts'

const own = ownKeyOf('sk-admin-abcdefghijkWXYZ')

test.each(['sk-admin-...WXYZ', 'sk-admin-abc***WXYZ', 'sk-…kWXYZ', '****WXYZ'])('%s may be it', (shown) => {
  expect(own(shown)).toBe(true)
})

test.each([
  'sk-admin-...wxyz',
  'sk-proj-...WXYZ',
  'sk-admin-...',
  '...YZ',
  'sk-admin-abcdefghijkWXYZ',
  '',
  null,
  undefined,
])('%s is not, or says too little', (shown) => {
  expect(own(shown)).toBe(false)
})

test('of two that may be it nobody knows which', () => {
  expect(ownAmong(['...aWXYZ', '...kWXYZ'], own)).toBe('...kWXYZ')
  expect(ownAmong(['...WXYZ', '...kWXYZ'], own)).toBeUndefined()
})
