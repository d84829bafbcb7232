/** Reads documents as streams, JSON or NDJSON: inventories, and results with the inventory inside. */
import { JSONParser } from '@streamparser/json'
import { DocumentError } from './errors.ts'

export interface Item {
  /** `schema`, `collectedAt`, `identity`, `finding`, … */
  readonly type: string
  readonly value: unknown
}

const singular: { readonly [section: string]: string } = {
  scopes: 'scope',
  identities: 'identity',
  credentials: 'credential',
  resources: 'resource',
  edges: 'edge',
  usage: 'usage',
  gaps: 'gap',
  findings: 'finding',
  unknowns: 'unknown',
  coverage: 'coverage',
  rules: 'rule',
}
const single = ['schema', 'collectedAt', 'tool', 'scan', 'summary'] as const

/** `chunks` are pieces of UTF-8 text; `name` is for the sentence that says what is wrong. */
export async function* readDocument(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Item> {
  let begun = false
  let reader: ((chunk: Uint8Array | undefined) => Item[]) | undefined
  let start = new Uint8Array()
  for await (const chunk of chunks) {
    if (!reader) {
      start = new Uint8Array(Buffer.concat([start, chunk]))
      const text = new TextDecoder().decode(start)
      if (text.trim() === '') continue
      if (!text.includes('\n') && start.length < 1 << 20) continue
      reader = isLines(text) ? lineReader(name) : jsonReader(name)
      begun = true
      yield* reader(start)
      continue
    }
    yield* reader(chunk)
  }
  if (!begun) {
    if (start.length === 0) throw new DocumentError(`${name} is empty.`, 'Write the document again.')
    reader = jsonReader(name)
    yield* reader(start)
  }
  yield* reader!(undefined)
}

/** NDJSON when the first line alone is an object that names its type. */
function isLines(text: string): boolean {
  try {
    const first = JSON.parse(text.slice(0, text.indexOf('\n'))) as { type?: unknown }
    return typeof first.type === 'string'
  } catch {
    return false
  }
}

function lineReader(name: string): (chunk: Uint8Array | undefined) => Item[] {
  const decoder = new TextDecoder()
  let rest = ''
  let number = 0
  const item = (line: string): Item[] => {
    number += 1
    if (line.trim() === '') return []
    try {
      const { type, ...value } = JSON.parse(line) as { type: string }
      if (type !== 'inventory' && type !== 'result') return [{ type, value }]
      return Object.entries(value).map(([key, part]) => ({ type: key, value: part }))
    } catch {
      throw new DocumentError(
        `${name}:${number}: this line is not JSON.`,
        'The file is cut off or damaged: write it again.',
      )
    }
  }
  return (chunk) => {
    rest += chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    const lines = rest.split('\n')
    rest = chunk ? (lines.pop() ?? '') : ''
    return lines.flatMap(item)
  }
}

function jsonReader(name: string): (chunk: Uint8Array | undefined) => Item[] {
  let items: Item[] = []
  const lists = Object.keys(singular).flatMap((section) => [`$.${section}.*`, `$.inventory.${section}.*`])
  const parser = new JSONParser({
    paths: [...single.map((key) => `$.${key}`), '$.inventory.collectedAt', ...lists],
    keepStack: false,
  })
  parser.onValue = ({ value, key, stack }) => {
    const within = stack.at(-1)?.key
    const section = typeof key === 'number' ? String(within) : String(key)
    items.push({ type: typeof key === 'number' ? (singular[section] ?? section) : section, value })
  }
  const broken = (): never => {
    throw new DocumentError(
      `${name} is not valid JSON, or is cut off.`,
      'Write the document again; nothing was changed.',
    )
  }
  parser.onError = broken
  return (chunk) => {
    items = []
    try {
      if (chunk) parser.write(chunk)
      else if (!parser.isEnded) parser.end()
    } catch {
      broken()
    }
    return items
  }
}
