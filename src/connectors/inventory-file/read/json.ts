/** JSON: a list, an object with a list in it, or NDJSON with an object on every line. Read as it comes, never whole. */
import { JSONParser } from '@streamparser/json'
import type { InventoryFile } from '../schema.ts'
import { linesOf } from './lines.ts'
import { unreadable } from '../../shared/files/pieces.ts'
import type { Row, Rows } from './rows.ts'
import { rowFrom } from './values.ts'

/** No entry of an inventory is longer; one that is would have to be held whole. */
const longestEntry = 1 << 20

export async function* jsonRows(
  pieces: AsyncIterable<string>,
  file: Pick<InventoryFile, 'path' | 'list'>,
  rows: Rows,
): AsyncGenerator<Row> {
  rows.onColumns({ names: undefined })
  const { head, all } = await begun(pieces)
  if (head.trim() === '') throw unreadable(file.path, 'is empty.')
  if (file.list !== undefined) yield* entryRows(all, file, rows)
  else if (head.trimStart().startsWith('[')) yield* entryRows(all, file, rows)
  else if (isLines(head)) yield* lineRows(all, rows)
  else throw noList(file)
}

function noList({ path, list }: Pick<InventoryFile, 'path' | 'list'>): Error {
  return unreadable(path, `has no list ${list === undefined ? 'on its outside; list says where it is' : `at ${list}`}.`)
}

/** Enough of the beginning to tell what it is, and everything again. */
async function begun(pieces: AsyncIterable<string>): Promise<{ head: string; all: AsyncIterable<string> }> {
  const iterator = pieces[Symbol.asyncIterator]()
  let head = ''
  for (let more = true; more && !head.trimStart().includes('\n') && head.length < longestEntry;) {
    const next = await iterator.next()
    more = next.done !== true
    if (next.done !== true) head += next.value
  }
  async function* all(): AsyncGenerator<string> {
    yield head
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { head, all: all() }
}

/** NDJSON where the first line is an object by itself. */
function isLines(head: string): boolean {
  const [first = ''] = head.trimStart().split('\n', 1)
  return objectIn(first) !== undefined
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

async function* lineRows(pieces: AsyncIterable<string>, { flaws }: Rows): AsyncGenerator<Row> {
  for await (const lines of linesOf(pieces))
    for (const { number, text, flaw } of lines) {
      if (flaw === undefined && text.trim() === '') continue
      const value = flaw === undefined ? objectIn(text) : undefined
      if (value === undefined) flaws.leaveOut(flaw ?? 'no object of JSON', number)
      else yield rowFrom(value, number)
    }
}

async function* entryRows(
  pieces: AsyncIterable<string>,
  { path, list }: Pick<InventoryFile, 'path' | 'list'>,
  { flaws }: Rows,
): AsyncGenerator<Row> {
  const place = list === undefined ? '$' : `$.${list}`
  const found: Row[] = []
  let entries = 0
  let line = 1
  let since = 0
  const parser = new JSONParser({ paths: [`${place}.*`], keepStack: false })
  parser.onValue = ({ value, key }) => {
    since = 0
    // An object in place of the list has names where the list has numbers.
    if (typeof key !== 'number') throw new NoList()
    found.push(rowFrom(value, line))
  }
  for await (const piece of pieces)
    for (const [at, text] of piece.split('\n').entries()) {
      if (at > 0) line += 1
      since += text.length
      taken(parser, at > 0 ? `\n${text}` : text, { path, line, list })
      entries += found.length
      yield* found.splice(0)
      if (since > longestEntry)
        throw unreadable(path, `has an entry of more than a megabyte at line ${line}; what follows was not read.`)
    }
  if (!parser.isEnded) throw unreadable(path, `is cut off: its list does not end by line ${line}.`)
  // Whether a list that is not on the outside is there at all, only its entries tell.
  if (entries === 0 && list !== undefined) flaws.say(`It holds no entry at ${list}.`)
}

class NoList extends Error {}

function taken(parser: JSONParser, text: string, at: { path: string; line: number; list: string | undefined }): void {
  try {
    // What comes after the end is white space, or no JSON.
    if (!parser.isEnded) parser.write(text)
    else if (text.trim() !== '') throw new Error('more')
  } catch (error) {
    if (error instanceof NoList) throw noList(at)
    throw unreadable(at.path, `is not valid JSON at line ${at.line}; what follows was not read.`)
  }
}
