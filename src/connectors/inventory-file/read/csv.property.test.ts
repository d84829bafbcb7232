import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { collectFlaws } from '../flaws.ts'
import { csvRows } from './csv.ts'

const delimiters = [',', ';', '\t', '|'] as const

/** Whatever may stand in a cell, and often what a reader of CSV stumbles over. */
const cell = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', '""', ',', ';', '\t', '|', '\n', '\r\n', ' ', '=', '#', 'ä', '🔑'),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join('').replaceAll(/\r(?!\n)/g, ''))

const sheet = fc.record({
  delimiter: fc.constantFrom(...delimiters),
  end: fc.constantFrom('\n', '\r\n'),
  closed: fc.boolean(),
  quoted: fc.boolean(),
  rows: fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 })),
  sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
})

function* cutInto(text: string, sizes: readonly number[]): Generator<string> {
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    yield text.slice(at, at + size)
    at += size
  }
}

async function* inPieces(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  yield* cutInto(text, sizes)
}

/** As RFC 4180 has it: what holds a delimiter, a quote or the end of a line stands in quotes. */
function written(text: string, delimiter: string, always: boolean): string {
  const needed = always || /["\r\n]/.test(text) || text.includes(delimiter)
  return needed ? `"${text.replaceAll('"', '""')}"` : text
}

test('whatever is written by the book comes back, however the file is cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(sheet, async ({ delimiter, end, closed, quoted, rows, sizes }) => {
      const names = (rows[0] ?? []).map((_cell, at) => `c${at}`)
      const told = rows.filter((row) => row.some((each) => each.trim() !== ''))
      const lines = [names, ...told].map((row) => row.map((each) => written(each, delimiter, quoted)).join(delimiter))
      const flaws = collectFlaws('sheet.csv')
      const read: (readonly unknown[])[] = []
      const text = lines.join(end) + (closed ? end : '')
      const about = { path: 'sheet.csv', delimiter }
      for await (const row of csvRows(inPieces(text, sizes), about, { flaws, onColumns: () => undefined }))
        read.push(names.map((name) => row.cell(name)))
      expect(read).toEqual(told.map((row) => row.map((each) => each.replaceAll('\r\n', '\n').trim() || undefined)))
    }),
    { numRuns: 300 },
  )
})
