/** YAML is read whole, since nothing less can be: so only as much of it as fits, and no more than it says. */
import { isAlias, isMap, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { InventoryFile } from '../schema.ts'
import { unreadable } from '../../shared/files/pieces.ts'
import type { Row, Rows } from './rows.ts'
import { rowFrom } from './values.ts'

const most = 8 << 20

export async function* yamlRows(
  pieces: AsyncIterable<string>,
  { path, list }: Pick<InventoryFile, 'path' | 'list'>,
  { flaws, onColumns }: Rows,
): AsyncGenerator<Row> {
  onColumns({ names: undefined })
  let text = ''
  for await (const piece of pieces) {
    text += piece
    if (text.length > most)
      throw unreadable(path, 'is larger than the 8 MB that Muster reads of YAML: write it as CSV or NDJSON.')
  }
  const lines = new LineCounter()
  const document = documentOf(path, text, lines)
  const seq = list === undefined ? document.contents : document.getIn(list.split('.'), true)
  if (!isSeq(seq)) {
    const where = list === undefined ? 'on its outside; list says where it is' : `at ${list}`
    throw unreadable(path, `has no list ${where}.`)
  }
  for (const item of seq.items) {
    const line = isNode(item) ? lines.linePos(item.range[0]).line : 1
    if (isAlias(item) || !isMap(item)) flaws.leaveOut('no entry with names', line)
    else yield rowFrom(unfolded(item, document, path, line), line)
  }
}

interface Placed {
  readonly range: readonly [number, number, number]
}

function isNode(item: unknown): item is Placed {
  return typeof item === 'object' && item !== null && 'range' in item && Array.isArray(item.range)
}

function documentOf(path: string, text: string, lineCounter: LineCounter): Document.Parsed {
  let document: Document.Parsed
  try {
    document = parseDocument(text, { lineCounter, prettyErrors: false })
  } catch {
    throw unreadable(path, 'is nested too deep to be read.')
  }
  const [broken] = document.errors
  if (broken === undefined) return document
  if (broken.code === 'RESOURCE_EXHAUSTION') throw unreadable(path, 'is nested too deep to be read.')
  const { line } = lineCounter.linePos(broken.pos[0])
  throw unreadable(path, `is not valid YAML at line ${line}, and was not read (${broken.code}).`)
}

/** Aliases of aliases grow without end: https://en.wikipedia.org/wiki/Billion_laughs_attack */
function unfolded(
  item: { toJS: (document: Document, options: object) => unknown },
  document: Document,
  path: string,
  line: number,
): unknown {
  try {
    return item.toJS(document, { maxAliasCount: 50 })
  } catch {
    throw unreadable(path, `has aliases at line ${line} that unfold to more than is read; what follows was not read.`)
  }
}
