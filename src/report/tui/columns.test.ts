import { expect, test } from 'vitest'
import { fitColumns } from './columns.ts'

const columns = [
  { min: 4, ideal: 4, drop: 0 },
  { min: 10, ideal: 20, drop: 0, grows: true },
  { min: 8, ideal: 12, drop: 1 },
  { min: 8, ideal: 8, drop: 2 },
]
const total = (fitted: ReturnType<typeof fitColumns>, gap: number) =>
  fitted.reduce((sum, { cells }) => sum + cells, 0) + gap * (fitted.length - 1)

test('in a wide table all columns have what they like, and one grows', () => {
  const fitted = fitColumns(columns, 100, 2)
  expect(fitted.map(({ cells }) => cells)).toEqual([4, 70, 12, 8])
  expect(total(fitted, 2)).toBe(100)
})

test('in a narrow one the highest number goes first', () => {
  expect(fitColumns(columns, 34, 2).map(({ column }) => column)).toEqual([0, 1, 2])
  expect(fitColumns(columns, 20, 2).map(({ column }) => column)).toEqual([0, 1])
})

test('what is never dropped shrinks instead', () => {
  const fitted = fitColumns(columns, 10, 1)
  expect(fitted.map(({ column }) => column)).toEqual([0, 1])
  expect(total(fitted, 1)).toBe(10)
})

test('never wider than the table', () => {
  for (let available = 6; available < 150; available += 1) {
    expect(total(fitColumns(columns, available, 2), 2)).toBeLessThanOrEqual(available)
  }
})
