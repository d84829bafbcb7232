import { expect, test } from 'vitest'
import { scanFiles } from '../../../test/support/file-scan.ts'

const files = ['keys.csv', 'other.csv'].map((path) => ({ path, kind: 'credentials' }))

test('a file that may not be read names the permission, and the others are read', async () => {
  const { gaps, step, all } = await scanFiles({ 'keys.csv': { refuses: 'EACCES' }, 'other.csv': 'id\na\n' }, files)
  expect(gaps).toMatchObject([
    { scope: 'inventory-file:workspace:keys', step: 'credentials', reason: 'denied', permission: 'file:read' },
  ])
  expect(step('credentials', 'inventory-file:workspace:other')?.status).toBe('complete')
  expect(all('credential').length).toBe(1)
})

test('steps of what a file does not hold are complete, and hide nothing', async () => {
  const { coverage } = await scanFiles({ 'keys.csv': 'id\na\n' }, files.slice(0, 1))
  expect(coverage.map(({ step, status }) => [step, status])).toEqual([
    ['connect', 'complete'],
    ['credentials', 'complete'],
    ['owners', 'complete'],
    ['principals', 'complete'],
  ])
})
