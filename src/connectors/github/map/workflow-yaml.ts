/**
 * Reads the YAML of a workflow, which anybody who may push can write as they please: whatever it is, it takes less than
 * a second and ends in a tree or in a word on what is wrong with it.
 */
import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, parseDocument } from 'yaml'
import type { Node } from 'yaml'

/** Every scalar is its text: `on` is no truth value, and `1.10` no number. Lines count from 1. */
export type Yaml = YamlText | YamlList | YamlTable
export interface YamlText {
  readonly type: 'text'
  readonly text: string
  readonly line: number
}
export interface YamlList {
  readonly type: 'list'
  readonly items: readonly Yaml[]
  readonly line: number
}
export interface YamlTable {
  readonly type: 'table'
  /** A map, since the keys are not ours: `__proto__` is one like any other. */
  readonly entries: ReadonlyMap<string, Yaml>
  readonly line: number
}

export const maxBytes = 512 * 1024
/** Some 6,000 lines; the parser takes time by tokens, not by bytes. */
const maxTokens = 40_000
/** With every alias written out. */
const maxNodes = 100_000
const maxText = 2 * maxBytes
const maxDepth = 60

class FlawError extends Error {
  override readonly name = 'FlawError'
}

export function readYaml(text: string): Yaml | { readonly flaw: string } {
  try {
    refuseOddText(text)
    return treeOf(text)
  } catch (error) {
    if (error instanceof FlawError) return { flaw: error.message }
    // The parser gives up on deep nesting with a full stack; what else it throws is a fault of the text as well.
    return { flaw: error instanceof RangeError ? 'it is nested too deeply' : 'it is no YAML' }
  }
}

function refuseOddText(text: string): void {
  if (text.length > maxBytes) throw new FlawError(`it is larger than ${maxBytes / 1024} KiB`)
  if (text.includes('\u0000')) throw new FlawError('it is no text')
  if (text.trim() === '') throw new FlawError('it is empty')
  const tokens = new Lexer().lex(text)
  for (let left = maxTokens; tokens.next().done !== true; left -= 1)
    if (left === 0) throw new FlawError('it has too many parts')
}

function treeOf(text: string): Yaml {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    schema: 'failsafe',
    merge: false,
    // Looked after below: the parser compares every key with every other.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: lines,
  })
  const [error] = document.errors
  if (error !== undefined) {
    if (error.code === 'MULTIPLE_DOCS') throw new FlawError('it holds several documents')
    if (error.code === 'RESOURCE_EXHAUSTION') throw new FlawError('it is nested too deeply')
    throw new FlawError(`it is no YAML (line ${lines.linePos(error.pos[0]).line})`)
  }
  return writtenOut(document.contents, lines)
}

/** GitHub's runner knows anchors and aliases, but no merge keys: https://github.com/actions/runner/issues/1182 */
function writtenOut(contents: unknown, lines: LineCounter): Yaml {
  const anchors = new Map<string, Node>()
  let [nodes, texts] = [0, 0]
  const lineOf = (node: Node): number => (node.range ? lines.linePos(node.range[0]).line : 1)

  function visit(node: unknown, depth: number, line: number): Yaml {
    nodes += 1
    if (nodes > maxNodes) throw new FlawError('its aliases repeat too much')
    if (depth > maxDepth) throw new FlawError('it is nested too deeply')
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (target === undefined) throw new FlawError(`it has an alias of nothing (line ${lineOf(node)})`)
      return visit(target, depth + 1, lineOf(node))
    }
    if (isScalar(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      const text = textOf(node.value)
      texts += text.length
      if (texts > maxText) throw new FlawError('its aliases repeat too much')
      return { type: 'text', text, line: lineOf(node) }
    }
    if (isSeq(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      return { type: 'list', items: node.items.map((item) => visit(item, depth + 1, line)), line: lineOf(node) }
    }
    if (isMap(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      const entries = new Map<string, Yaml>()
      for (const { key, value } of node.items) {
        const name = visit(key, depth + 1, lineOf(node))
        if (name.type !== 'text') throw new FlawError(`it has a key that is no text (line ${name.line})`)
        if (entries.has(name.text)) throw new FlawError(`it has a key twice (line ${name.line})`)
        entries.set(name.text, visit(value, depth + 1, name.line))
      }
      return { type: 'table', entries, line: lineOf(node) }
    }
    return { type: 'text', text: '', line }
  }
  return visit(contents, 0, 1)
}

/** The schema `failsafe` makes texts of them all, and nothing of what is left out. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function tableOf(node: Yaml | undefined): YamlTable | undefined {
  return node?.type === 'table' ? node : undefined
}

export function textAt(table: YamlTable | undefined, key: string): string | undefined {
  const node = table?.entries.get(key)
  return node?.type === 'text' ? node.text : undefined
}

/** One text or a list of them. */
export function textsOf(node: Yaml | undefined): readonly string[] {
  if (node?.type === 'text') return node.text === '' ? [] : [node.text]
  return node?.type === 'list' ? node.items.flatMap((item) => (item.type === 'text' ? [item.text] : [])) : []
}

/** Every text of a tree, keys left out. */
export function* textsWithin(node: Yaml | undefined): Generator<YamlText> {
  if (node === undefined) return
  if (node.type === 'text') yield node
  else for (const child of node.type === 'list' ? node.items : node.entries.values()) yield* textsWithin(child)
}
