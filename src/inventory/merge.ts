/** Several emissions of one thing become one record, whatever their order of arrival. */
import { isKnown, isUnknown } from '../model/index.ts'
import type { Edge, Evidence, Known, Usage } from '../model/index.ts'

type Plain = { readonly [key: string]: unknown }

/** Of two values for one property, a known one wins over none or unknown; else the later. */
function preferred(before: unknown, after: unknown): unknown {
  if (after === undefined) return before
  if (before !== undefined && isKnown(before as Known<object>) && (after === null || isUnknown(after))) return before
  return after
}

function overlay(base: Plain, over: Plain): Plain {
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(over)) merged[key] = preferred(merged[key], value)
  return merged
}

/** Entities: bases first, then patches, each in order of step; facts are merged by their top-level names. */
export function mergeEntity(bases: readonly Plain[], patches: readonly Plain[]): Plain | undefined {
  const [first, ...others] = bases
  if (!first) return undefined
  let entity: Plain = first
  for (const other of others) {
    const facts = overlay((entity['facts'] ?? {}) as Plain, (other['facts'] ?? {}) as Plain)
    entity = { ...overlay(entity, other), facts }
  }
  for (const patch of patches) {
    const facts = { ...(entity['facts'] as Plain), ...(patch['facts'] as Plain | undefined) }
    entity = { ...entity, ...(patch['set'] as Plain), facts }
  }
  return entity
}

export function mergeEdges(edges: readonly Edge[]): Edge {
  const evidence = new Map<string, Evidence>()
  for (const edge of edges) for (const item of edge.evidence) evidence.set(JSON.stringify(item), item)
  const sorted = [...evidence.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item)
  return { ...edges[0]!, evidence: sorted }
}

/** The latest known use; none beats unknown, since somebody could look. */
export function mergeUsage(usages: readonly Usage[]): Usage {
  return usages.reduce((best, next) => {
    if (!isKnown(next.lastUsedAt)) return isUnknown(best.lastUsedAt) && !isUnknown(next.lastUsedAt) ? next : best
    if (!isKnown(best.lastUsedAt)) return next
    return String(next.lastUsedAt) > String(best.lastUsedAt) ? next : best
  })
}
