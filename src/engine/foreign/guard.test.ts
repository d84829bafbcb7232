import { describe, expect, test } from 'vitest'
import type { AnyConnector } from '../../connectors/contract.ts'
import { recordsOf } from '../../inventory/results.ts'
import type { Emission } from '../../model/index.ts'
import { resource, run, toy } from '../../../test/support/toy.ts'
import type { Toy } from '../../../test/support/toy.ts'
import { guarded } from './guard.ts'

const here = 'toy:account:1'

async function ran(things: (context: Toy) => Promise<void>, more: Partial<AnyConnector> = {}) {
  const result = await run(guarded({ ...toy({ things }), ...more }, './toy.js'))
  const records = [...recordsOf(result.store.db, result.collected.scopes)].filter(
    ({ type }) => type !== 'scope' && type !== 'gap',
  )
  const details = result.collected.gaps.map(({ detail }) => detail)
  return { ...result, records, details, names: records.map((record) => ('name' in record ? record.name : '')) }
}

/** What a module in JavaScript may do, which no type holds back. */
const loosely = (record: unknown): Emission => record as Emission

describe('a record that breaks the contract is left out, and told by its id and what is wrong', () => {
  const good = resource(here, 'good')
  test.each<readonly [what: string, record: unknown, flaw: string]>([
    ['without an id', { ...good, id: '' }, 'resource without an id: id:'],
    ['of an unknown type', { ...good, type: 'thing' }, 'type:'],
    ['of an unknown kind of credential', { ...good, type: 'credential', kind: 'magic-word' }, 'kind:'],
    [
      'with a time that is none',
      { type: 'usage', subject: 'toy:x', lastUsedAt: 'yesterday', observedSince: null, precision: 'day', source: 's' },
      'usage toy:x: lastUsedAt:',
    ],
    ['with a field too many', { ...good, secret: 'x' }, 'Unrecognized key: "secret"'],
    ['under another vendor’s id', { ...good, id: 'aws:111122223333:iam-user:ci' }, 'id: must begin with "toy:"'],
    ['of another provider', { ...good, provider: 'aws' }, 'provider: must be "toy"'],
    ['in another scope', { ...good, scope: 'toy:account:2' }, 'scope: must be the id of the scope that is being read'],
    ['that is no JSON', { ...good, facts: { size: 1n } }, 'it cannot be written as JSON'],
    [
      'with a secret',
      resource(here, 'x', { note: `token=ghp_${'a1B2c3D4e5F6'.repeat(3)}` }),
      'facts.note: looks like a secret',
    ],
    [
      'with what its name calls a secret',
      resource(here, 'x', { apiToken: 'q8Zr2LmX0vTb7NcW4yKd' }),
      'facts.apiToken: looks like a secret (named-secret)',
    ],
    ['that is nothing', undefined, 'a record without an id: it cannot be written as JSON'],
  ])('one %s', async (_what, record, flaw) => {
    const { details, names, status } = await ran(async ({ emit }) => {
      emit(loosely(record))
      emit(good)
    })
    expect(names).toEqual(['good'])
    expect(status('things')?.status).toBe('partial')
    expect(details).toEqual([expect.stringContaining(flaw)])
    expect(details[0]).toContain('because the connector toy (./toy.js) breaks the contract')
    expect(details[0]).not.toMatch(/ghp_|q8Zr2LmX/)
  })

  test('many alike are told once', async () => {
    const { details } = await ran(async ({ emit }) => {
      for (let n = 0; n < 40; n += 1) emit(loosely({ ...good, id: `aws:${n}` }))
    })
    expect(details).toEqual([expect.stringContaining('resource aws:0 and 39 more:')])
  })

  test('a patch is checked too', async () => {
    const { details, records } = await ran(async ({ emit }) => {
      emit(good)
      emit({ type: 'patch', of: 'resource', id: 'toy:toy:account:1:good', set: { name: 'better' } })
      emit(loosely({ type: 'patch', of: 'resource', id: 'toy:toy:account:1:good', set: { enabled: true } }))
    })
    expect(records).toMatchObject([{ name: 'better' }])
    expect(details).toEqual([expect.stringContaining('patch toy:toy:account:1:good: set: Unrecognized key: "enabled"')])
  })

  test('what was emitted can no longer be changed', async () => {
    const facts = { size: 1 }
    const { records } = await ran(async ({ emit }) => {
      emit(resource(here, 'good', facts))
      facts.size = 2
    })
    expect(records).toMatchObject([{ facts: { size: 1 } }])
  })
})

describe('a fault of the module costs what was being read, and is told as its own', () => {
  test('in a step', async () => {
    const { collected, details, names, status } = await ran(async ({ emit }) => {
      emit(resource(here, 'before'))
      throw new TypeError('x is undefined')
    })
    expect(collected.bugs).toEqual([])
    expect(names).toEqual(['before'])
    expect(status('things')?.status).toBe('failed')
    expect(status('details')?.status).toBe('complete')
    expect(details).toEqual(['A fault in the connector toy (./toy.js): TypeError: x is undefined'])
  })

  test('in a step, with a secret in its words', async () => {
    const { details } = await ran(async () => {
      throw new Error(`bad header: authorization: Bearer ghp_${'a1B2c3D4e5F6'.repeat(3)}`)
    })
    expect(details.join()).not.toContain('ghp_')
  })

  test('in signing in', async () => {
    const { collected, details } = await ran(async () => undefined, {
      open: async () => Promise.reject(new TypeError('no')),
    })
    expect(collected.bugs).toEqual([])
    expect(details).toContain('A fault in the connector toy (./toy.js): TypeError: no')
  })

  test('in finding the scopes', async () => {
    const connector = { connect: async () => Promise.reject(new TypeError('no')) }
    const { collected } = await ran(async () => undefined, connector)
    expect(collected.status).toBe('failed')
    expect(collected.gaps).toMatchObject([
      { step: 'connect', detail: 'A fault in the connector toy (./toy.js): TypeError: no' },
    ])
  })

  test('in closing, where it costs nothing', async () => {
    const { collected } = await ran(async ({ emit }) => emit(resource(here, 'good')), {
      close: async () => Promise.reject(new Error('no')),
    })
    expect(collected.status).toBe('complete')
  })

  test('in understanding the vendor', async () => {
    const { details } = await ran(
      async ({ call }) =>
        void (await call({ operation: 'toy:List', domain: 'toy' }, async () => Promise.reject(new Error('refused')))),
      { classify: () => JSON.parse('{"kind":"dunno"}') },
    )
    expect(details).toEqual(['A fault in the connector toy (./toy.js): classify knows no such failure.'])
  })
})

describe('the errors of another copy of the kit', () => {
  test('are known by their names', async () => {
    const denied = Object.assign(new Error('not allowed'), {
      name: 'AccessError',
      permission: 'toy:List',
      reason: 'denied',
    })
    const { collected, status } = await ran(async () => Promise.reject(denied))
    expect(status('things')?.status).toBe('denied')
    expect(collected.gaps).toMatchObject([{ reason: 'denied', permission: 'toy:List', detail: 'not allowed' }])
  })
})

describe('a scope', () => {
  test.each([
    ['of another vendor', { provider: 'aws', id: 'aws:account:1' }, 'provider: must be "toy"'],
    ['under another id', { id: 'toy:account:other' }, 'id: must be "toy:account:1" (scopeId)'],
    ['of no kind', { kind: 'planet' }, 'kind:'],
  ])('%s is refused, so that nobody’s facts are overwritten', async (_what, wrong, flaw) => {
    const { collected, store } = await ran(async () => undefined, {
      async *scopes() {
        yield JSON.parse(
          JSON.stringify({ id: here, provider: 'toy', kind: 'account', nativeId: '1', name: '1', ...wrong }),
        )
      },
    })
    expect(store.scopes()).toEqual([])
    expect(collected.gaps).toMatchObject([{ detail: expect.stringContaining(flaw) }])
  })
})

describe('a step that does not end', () => {
  test('is left behind when the collection is stopped, and what it emits afterwards is not taken', async () => {
    const stop = new AbortController()
    let late = (): void => undefined
    const connector = toy({
      things: async ({ emit }) => {
        emit(resource(here, 'before'))
        late = () => emit(resource(here, 'late'))
        stop.abort(new Error('stopped'))
        await new Promise(() => undefined)
      },
    })
    const { store, collected } = await run(guarded(connector, './toy.js'), { signal: stop.signal })
    late()
    const names = [...recordsOf(store.db, collected.scopes)].map((record) => ('name' in record ? record.name : ''))
    expect(names).toContain('before')
    expect(names).not.toContain('late')
  })
})
