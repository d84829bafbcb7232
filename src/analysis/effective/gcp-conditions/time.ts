/**
 * Time in conditions. `now` is when the request may come at the earliest, so that a limit in the past is false for good,
 * and one in the future holds as of now. What comes round again (hours, days of the week) and what only begins later is
 * neither true nor false. Hence two ways to tell a piece: as it is now, and as it stays.
 */
import type { ASTNode } from '@marcbachmann/cel-js'
import { valueOf } from './judge.ts'
import type { Case, Piece, Truth } from './judge.ts'
import { below } from './tree.ts'

const farAhead = new Date('9999-12-31T00:00:00Z')

type Way = (piece: Piece, tree: ASTNode) => Truth

export function ways(now: Date | undefined, at: (time: Date | undefined) => Case): readonly Way[] {
  if (now === undefined) return [(piece) => valueOf(piece, at(undefined))]
  const today = at(now)
  const later = at(farAhead)
  const asOfNow: Way = (piece, tree) => (isTimely(piece) && !isOneWay(tree) ? undefined : valueOf(piece, today))
  const forGood: Way = (piece, tree) => {
    const value = asOfNow(piece, tree)
    return !isTimely(piece) || valueOf(piece, later) === value ? value : undefined
  }
  return [asOfNow, forGood]
}

function isTimely({ reads }: Piece): boolean {
  return reads.some((read) => read === 'request.time')
}

const orders = new Set<ASTNode['op']>(['<', '<=', '>', '>='])
const steady = new Set<ASTNode['op']>(['value', 'id', '.', '+', '-', '-_'])

/** A comparison that changes at most once as time goes on: of sums, differences and years. */
function isOneWay(tree: ASTNode): boolean {
  return orders.has(tree.op) && below(tree).every(isSteady)
}

function isSteady(node: ASTNode): boolean {
  const call = node.op === 'call' && ['timestamp', 'duration', 'int'].includes(node.args[0])
  const year = node.op === 'rcall' && node.args[0] === 'getFullYear'
  return (call || year || steady.has(node.op)) && below(node).every(isSteady)
}
