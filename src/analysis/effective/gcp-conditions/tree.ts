/** The syntax tree of an expression, as far as it has to be looked at: which attributes it reads, and what it costs. */
import type { ASTNode } from '@marcbachmann/cel-js'

/** What nodes have below them, in order. */
export function below(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
    case '.?':
      return [node.args[0]]
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case 'map':
      return node.args.flat()
    case 'list':
      return node.args
    case '!_':
    case '-_':
      return [node.args]
    default:
      return node.args
  }
}

/** `resource.name` of nodes that spell it out, `resource["name"]` among them. */
export function pathOf(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args
  if (node.op === '.' || node.op === '.?') return joined(pathOf(node.args[0]), node.args[1])
  if (node.op !== '[]' && node.op !== '[?]') return undefined
  const [of, key] = node.args
  return key.op === 'value' && typeof key.args === 'string' ? joined(pathOf(of), key.args) : undefined
}

function joined(path: string | undefined, name: string): string | undefined {
  return path === undefined ? undefined : `${path}.${name}`
}

/**
 * What a node reads of the roots: `resource.name`; of functions on a root, with what they are asked where that is spelt
 * out: `api.getAttribute(iam.googleapis.com/modifiedGrantsByRole)`.
 */
export function readsOf(node: ASTNode, roots: ReadonlySet<string>): readonly string[] {
  const path = pathOf(node)
  if (path !== undefined) return roots.has(rootIn(path)) ? [path] : []
  if (node.op === 'rcall') {
    const [name, on, given] = node.args
    const receiver = pathOf(on)
    if (receiver !== undefined && roots.has(receiver))
      return [`${receiver}.${name}(${wordOf(given[0])})`, ...given.flatMap((each) => readsOf(each, roots))]
  }
  return below(node).flatMap((each) => readsOf(each, roots))
}

function rootIn(path: string): string {
  const dot = path.indexOf('.')
  return dot === -1 ? path : path.slice(0, dot)
}

function wordOf(node: ASTNode | undefined): string {
  return node?.op === 'value' && typeof node.args === 'string' ? node.args : ''
}

const loops = new Set(['all', 'exists', 'exists_one', 'map', 'filter'])

/** Loops within loops take the product of their lists, and some patterns for ever: neither has a place in a condition. */
export function isCostly(node: ASTNode, within = false): boolean {
  const loop = node.op === 'rcall' && loops.has(node.args[0])
  if (loop && within) return true
  if (node.op === 'rcall' && node.args[0] === 'matches' && !isPlain(node.args[2][0])) return true
  return below(node).some((each) => isCostly(each, within || loop))
}

/**
 * Google matches by RE2, which takes time in line with the text; JavaScript goes back and tries again. A pattern is
 * tried where it repeats at most twice without end, no group of it, and looks neither ahead nor back.
 */
function isPlain(pattern: ASTNode | undefined): boolean {
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string' || pattern.args.length > 300) return false
  const text = pattern.args.replaceAll(/\\[^\d]/g, 'x').replaceAll(/\[[^\]]*\]/g, 'x')
  if (/\)[*+{?]|\\\d|\(\?/.test(text)) return false
  return (text.match(/[*+]|\{\d*,\d*\}/g) ?? []).length <= 2
}
