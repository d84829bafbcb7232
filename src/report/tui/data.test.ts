import { describe, expect, test } from 'vitest'
import type { Instant, Known, Usage } from '../../model/index.ts'
import { madeResult } from '../../../test/support/tui-result.ts'
import type { ReaderRecord } from '../contract.ts'
import type { Data } from './data.ts'
import { loadData, usedOf } from './data.ts'
import { identitiesList } from './lists/identities.ts'
import { glyphsFor } from './glyphs.ts'

function usage(subject: string, lastUsedAt: Known<Instant>): { readonly type: 'usage' } & Usage {
  return { type: 'usage', subject, lastUsedAt, observedSince: null, source: 'test', precision: 'exact' }
}

/** The made result with the uses given, of the first identity that has a credential and of that credential. */
function withUses(own: Known<Instant> | undefined, ofCredential: Known<Instant>) {
  const result = madeResult()
  const records = [...result.inventory()].filter((record) => record.type !== 'usage')
  const edge = records.find((record) => record.type === 'edge' && record.kind === 'authenticates')
  if (edge?.type !== 'edge') throw new Error('no credential')
  const uses: readonly ReaderRecord[] = [
    ...(own === undefined ? [] : [usage(edge.to, own)]),
    usage(edge.from, ofCredential),
  ]
  const data = loadData({ ...result, inventory: () => [...records, ...uses] })
  return { data, identity: edge.to, credential: data.entity(edge.from)?.name ?? '' }
}

function lastUsed(data: Data, id: string): string | undefined {
  const list = identitiesList(data, glyphsFor(true))
  const row = data.identities.findIndex((identity) => identity.id === id)
  return list.detail(row).find(({ label }) => label === 'Last used')?.text
}

const [early, late] = ['2026-10-21T10:00:00Z', '2026-11-11T10:00:00Z'] as const

describe('an identity was last used', () => {
  test('when its credential was, where that is later, and says by which', () => {
    const { data, identity, credential } = withUses(early, late)
    expect(usedOf(data, identity)).toBe(10)
    expect(lastUsed(data, identity)).toMatch(/^2026-11-11 10:00 UTC, with access-key /)
    expect(lastUsed(data, identity)).toContain(credential)
  })

  test('when it was itself, where that is later', () => {
    const { data, identity } = withUses(late, early)
    expect(usedOf(data, identity)).toBe(10)
    expect(lastUsed(data, identity)).toBe('2026-11-11 10:00 UTC (test)')
  })

  test('never, only where nothing is hidden', () => {
    const none = withUses(null, null)
    expect(usedOf(none.data, none.identity)).toBe('never')
    const hidden = withUses(null, { unknown: 'denied' })
    expect(usedOf(hidden.data, hidden.identity)).toBeUndefined()
  })
})
