import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Emission, InventoryRecord, Scope } from '../model/index.ts'
import { importDocument } from './import.ts'
import { viewOf } from './memory.ts'
import { readDocument } from './read.ts'
import { recordsOf } from './results.ts'
import { openStore } from './store.ts'
import { inventoryJson } from './write.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'muster-store-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const scope: Scope = { id: 'toy:account:1', provider: 'toy', kind: 'account', nativeId: '1', name: 'one' }
const other: Scope = { ...scope, id: 'toy:account:2', nativeId: '2', name: 'two' }
const thing = (id: string, facts = {}): Emission => ({
  type: 'resource',
  id,
  provider: 'toy',
  scope: scope.id,
  kind: 'thing',
  nativeId: id,
  name: id,
  facts,
})
const alone = { process: 1, isAlive: () => false }
const outcome = { connector: 'toy', collectedAt: '2026-11-21T10:00:00Z', coverage: [], gaps: [] }
const path = (name: string): string => join(directory, name)
const names = (store: ReturnType<typeof openStore>): string[] =>
  [...recordsOf(store.db, [scope.id, other.id])].flatMap((record) => (record.type === 'resource' ? [record.id] : []))

test('a store of the first version is lifted, with what it held', () => {
  const old = openStore(`sqlite:${path('old.db')}`)
  old.beginScan({ connectors: ['toy'], digest: 'd' }, 's1', '2026-11-21T10:00:00Z', true, alone)
  old.stage('s1', scope.id, 'things', [thing('kept')])
  old.commitScope('s1', scope, outcome)
  old.close()
  const before = new DatabaseSync(path('old.db'))
  before.exec(`DROP TABLE staged; PRAGMA user_version=1;
    CREATE TABLE staged (scan TEXT NOT NULL, scope TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, patch INTEGER NOT NULL, step TEXT NOT NULL, json TEXT NOT NULL);
    CREATE INDEX staged_order ON staged (scope, type, id, patch, step);
    INSERT INTO staged VALUES ('s1', '${scope.id}', 'resource', 'half', 0, 'things', '{}')`)
  before.close()
  const lifted = openStore(`sqlite:${path('old.db')}`)
  expect(names(lifted)).toEqual(['kept'])
  lifted.stage('s1', other.id, 'things', [thing('new')])
  lifted.commitScope('s1', other, outcome)
  expect(names(lifted)).toEqual(['kept', 'new'])
  lifted.close()
})

test('the evidence of what is said once is in order as well', () => {
  const evidence = ['two', 'one', 'two'].map((source) => ({ source }))
  const store = openStore('sqlite::memory:')
  store.stage('s', scope.id, 'things', [{ type: 'edge', kind: 'owns', from: 'a', to: 'b', evidence }])
  store.commitScope('s', scope, outcome)
  const kept = [...recordsOf(store.db, [scope.id])].find(({ type }) => type === 'edge')
  expect(kept).toMatchObject({ evidence: [{ source: 'one' }, { source: 'two' }] })
})

test('taking over one scope leaves what is staged of another', () => {
  const store = openStore('sqlite::memory:')
  store.stage('s', scope.id, 'things', [thing('one')])
  store.stage('s', other.id, 'things', [thing('two')])
  store.commitScope('s', scope, outcome)
  store.commitScope('s', other, outcome)
  expect(names(store)).toEqual(['one', 'two'])
})

describe('a scope', () => {
  test('keeps its last complete facts until new ones are whole', () => {
    const store = openStore(`sqlite:${path('a.db')}`)
    const first = store.beginScan({ connectors: ['toy'], digest: 'd' }, 's1', '2026-11-21T10:00:00Z', true, alone)
    store.stage(first.id, scope.id, 'things', [thing('old')])
    store.commitScope(first.id, scope, outcome)
    store.endScan(first.id, '2026-11-21T10:01:00Z', 'complete')
    const second = store.beginScan({ connectors: ['toy'], digest: 'd' }, 's2', '2026-11-22T10:00:00Z', true, alone)
    store.stage(second.id, scope.id, 'things', [thing('half')])
    store.close()
    // As after a kill: what was staged is aside, and the facts are the old ones.
    const again = openStore(`sqlite:${path('a.db')}`)
    expect(names(again)).toEqual(['old'])
    again.stage(second.id, scope.id, 'things', [thing('new')])
    again.discardStaged(second.id, scope.id)
    again.stage(second.id, scope.id, 'things', [thing('new')])
    again.commitScope(second.id, scope, outcome)
    expect(names(again)).toEqual(['new'])
    again.close()
  })

  test('does not depend on the order in which its records came', () => {
    const made = (emissions: readonly Emission[]): string => {
      const store = openStore('sqlite::memory:')
      const scan = store.beginScan({ connectors: ['toy'], digest: 'd' }, 's', '2026-11-21T10:00:00Z', false, alone)
      for (const [index, emission] of emissions.entries())
        store.stage(scan.id, scope.id, `step${index % 1}`, [emission])
      store.commitScope(scan.id, scope, outcome)
      return [...inventoryJson('2026-11-21T10:00:00Z', recordsOf(store.db, [scope.id]))].join('')
    }
    const all: Emission[] = [
      thing('b', { x: 1 }),
      thing('a'),
      thing('b', { y: 2 }),
      { type: 'edge', kind: 'owns', from: 'a', to: 'b', evidence: [{ source: 'two' }] },
      { type: 'edge', kind: 'owns', from: 'a', to: 'b', evidence: [{ source: 'one' }] },
      { type: 'usage', subject: 'a', lastUsedAt: null, observedSince: null, precision: 'window', source: 's' },
      {
        type: 'usage',
        subject: 'a',
        lastUsedAt: '2026-01-01T00:00:00Z',
        observedSince: null,
        precision: 'exact',
        source: 't',
      },
    ]
    expect(made(all.toReversed())).toBe(made(all))
    expect(made(all)).toContain('"facts":{"x":1,"y":2}')
    expect(made(all)).toContain('"lastUsedAt":"2026-01-01T00:00:00Z"')
  })
})

describe('a file', () => {
  test('is readable by its owner alone', () => {
    openStore(`sqlite:${path('new/dir/a.db')}`).close()
    expect(statSync(path('new/dir/a.db')).mode & 0o777).toBe(0o600)
  })

  test('of another program is left alone', () => {
    const foreign = new DatabaseSync(path('f.db'))
    foreign.exec('CREATE TABLE t (a)')
    foreign.close()
    expect(() => openStore(`sqlite:${path('f.db')}`)).toThrow('is a SQLite file, but not a Muster store')
    writeFileSync(path('t.db'), 'just text, long enough to have a header of its own .................................')
    expect(() => openStore(`sqlite:${path('t.db')}`)).toThrow('is not a SQLite file')
  })

  test('of a newer muster is refused', () => {
    openStore(`sqlite:${path('n.db')}`).close()
    const newer = new DatabaseSync(path('n.db'))
    newer.exec('PRAGMA user_version=99')
    newer.close()
    expect(() => openStore(`sqlite:${path('n.db')}`)).toThrow('was written by a newer muster')
  })
})

describe('a document', () => {
  const bytes = async function* (text: string, size = 7): AsyncGenerator<Uint8Array> {
    const all = new TextEncoder().encode(text)
    for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size)
  }
  const document = (record: object): string =>
    JSON.stringify({
      schema: 'muster.inventory/1',
      collectedAt: '2026-11-21T10:00:00Z',
      scopes: [scope],
      identities: [],
      credentials: [],
      resources: [record],
      edges: [],
      usage: [],
      gaps: [],
    })
  const { type: _type, ...good } = thing('a', { word: 'ünïcödé' }) as { type: string }

  test('comes in whole, whatever the pieces it comes in', async () => {
    const store = openStore('sqlite::memory:')
    const taken = await importDocument(store, readDocument(bytes(document(good)), 'd.json'), 'd.json')
    expect(taken.records).toBe(1)
    expect(JSON.stringify([...recordsOf(store.db, [scope.id])])).toContain('ünïcödé')
  })

  test.each([
    ['cut off', document(good).slice(0, -40), 'is not valid JSON, or is cut off'],
    ['with a record of another shape', document({ ...good, surprise: 1 }), 'is not as the document promises'],
    [
      'with a record of a scope it does not list',
      document({ ...good, scope: 'toy:account:9' }),
      'which the document does not list',
    ],
    [
      'of a schema of the future',
      document(good).replace('inventory/1', 'inventory/7'),
      'which this muster does not know',
    ],
    ['of something else', '{"hello":"world"}', 'is not a Muster document'],
    ['that is empty', '', 'd.json is empty'],
  ])('%s changes nothing', async (_name, text, sentence) => {
    const store = openStore('sqlite::memory:')
    await importDocument(
      store,
      readDocument(bytes(document(thing('kept')).replace('"type":"resource",', '')), 'k.json'),
      'k.json',
    )
    await expect(importDocument(store, readDocument(bytes(text), 'd.json'), 'd.json')).rejects.toThrow(sentence)
    expect(names(store)).toEqual(['kept'])
  })
})

test('a gap hides its facet in its scope, and in scopes below an organisation that was not read', () => {
  const organization: Scope = {
    id: 'toy:organization:o',
    provider: 'toy',
    kind: 'organization',
    nativeId: 'o',
    name: 'o',
  }
  const facets = {
    of: (_connector: string, step: string) => [`toy.${step}`],
    scopeKinds: (facet: string) => (facet === 'toy.tree' ? ['organization'] : ['account']),
  }
  const gap = {
    type: 'gap',
    connector: 'toy',
    scope: organization.id,
    step: 'tree',
    reason: 'denied',
    permission: 'toy:Tree',
    detail: 'no',
  } as const
  const below = viewOf({ scope: { ...scope, parent: organization.id }, scopes: [organization], records: [gap], facets })
  expect(below.gap('toy.tree')).toMatchObject({ reason: 'denied', permission: 'toy:Tree' })
  expect(below.gap('toy.things')).toBeUndefined()
  const both = { ...facets, scopeKinds: () => ['account', 'organization'] }
  const inheriting = viewOf({
    scope: { ...scope, parent: organization.id },
    scopes: [organization],
    records: [gap],
    facets: both,
  })
  expect(inheriting.gap('toy.tree')).toMatchObject({ reason: 'denied', scope: organization.id })
  expect(inheriting.gap('toy.things')).toBeUndefined()
  const orphan = viewOf({ scope, records: [], facets })
  expect(orphan.gap('toy.tree')).toMatchObject({ reason: 'not-collected' })
})

test('a view looks from another scope as that scope would, and back again', () => {
  const made = (at: string, name: string): InventoryRecord => ({
    type: 'resource',
    id: `${at}:thing:${name}`,
    provider: 'toy',
    scope: at,
    kind: 'thing',
    nativeId: name,
    name,
    facts: {},
  })
  const view = viewOf({ scope, scopes: [other], records: [made(scope.id, 'here'), made(other.id, 'there')] })
  const beside = view.at(other.id)
  expect(beside?.scope.name).toBe('two')
  expect([...(beside?.resources({ kind: 'thing' }) ?? [])].map(({ name }) => name)).toEqual(['there'])
  // What one of them worked out for its own scope is no answer for the other.
  view.once('things', () => 'here')
  expect(beside?.once('things', () => 'there')).toBe('there')
  expect(beside?.at(scope.id)).toBe(view)
  expect(view.at('toy:account:nobody')).toBeUndefined()
})
