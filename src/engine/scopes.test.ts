import { describe, expect, test } from 'vitest'
import { ask, refuse, resource, run, toy } from '../../test/support/toy.ts'
import { StopError } from '../connectors/errors.ts'
import { recordsOf } from '../inventory/results.ts'
import { openStore } from '../inventory/store.ts'

describe('scopes', () => {
  const writing = (seen: string[]) =>
    toy(
      {
        things: async ({ emit, scope }) => {
          seen.push(scope.nativeId)
          emit(resource(scope.id, 'kept'))
          emit({ type: 'patch', of: 'resource', id: `toy:${scope.id}:kept`, set: { name: 'patched' }, facts: { b: 2 } })
          emit(resource(scope.id, 'kept', { a: 1 }))
        },
      },
      ['1', '2', '3'],
    )

  test('what several steps say of one thing becomes one record', async () => {
    const { store, collected } = await run(writing([]))
    const records = [...recordsOf(store.db, collected.scopes)].filter((record) => record.type === 'resource')
    expect(records).toHaveLength(3)
    expect(records[0]).toMatchObject({ name: 'patched', facts: { a: 1, b: 2 } })
  })

  test('a scan that was cut off goes on with the scopes that are missing', async () => {
    const store = openStore('sqlite::memory:')
    const first: string[] = []
    await run(writing(first), { store })
    // As after a kill: the last scan never ended, and its third scope is missing.
    const scan = String(store.db.get('SELECT id FROM scan')?.['id'])
    store.db.run(`UPDATE scan SET status='running'`)
    store.db.run(`DELETE FROM scan_scope WHERE scope='toy:account:3'`)
    store.stage(scan, 'toy:account:3', 'things', [resource('toy:account:3', 'half')])
    const second: string[] = []
    const { collected, events } = await run(writing(second), { store })
    expect(second).toEqual(['3'])
    expect(collected.scan).toBe(scan)
    expect(collected.scopes).toEqual(['toy:account:1', 'toy:account:2', 'toy:account:3'])
    expect(events.filter((event) => event.kind === 'scope-resumed')).toHaveLength(2)
    expect(
      [...recordsOf(store.db, collected.scopes)].map((record) => ('name' in record ? record.name : '')),
    ).not.toContain('half')
    const third: string[] = []
    await run(writing(third), { store })
    expect(third).toEqual(['1', '2', '3'])
  })

  test('Ctrl-C ends the collection, keeps what was seen and says what was not', async () => {
    const stop = new AbortController()
    const { collected, status } = await run(
      toy({
        things: async ({ call, emit, scope }) => {
          emit(resource(scope.id, 'seen'))
          stop.abort(new StopError('interrupted'))
          await ask(call, 'toy:List')
        },
      }),
      { signal: stop.signal },
    )
    expect(status('things')).toMatchObject({ status: 'partial', records: 1 })
    expect(status('details')?.status).toBe('skipped')
    expect(collected.status).toBe('partial')
  })

  test('a fault of our own in one step loses nothing of the others, and is kept to be told', async () => {
    const { collected, status } = await run(
      toy({
        things: async () => {
          throw new TypeError('undefined is not a function')
        },
        details: async ({ emit, scope }) => emit(resource(scope.id, 'd')),
      }),
    )
    expect(status('things')).toMatchObject({ status: 'failed' })
    expect(status('details')).toMatchObject({ status: 'complete', records: 1 })
    expect(collected.bugs.map(String)).toEqual(['TypeError: undefined is not a function'])
  })

  test('a scan in which every question was refused has failed, however well it signed in', async () => {
    const { collected } = await run(
      toy({ things: async ({ call }) => void (await ask(call, 'toy:List', refuse('denied'))) }),
    )
    expect(collected.status).toBe('failed')
  })

  test('a step above the asked tier is not run, and is a gap for those who need it', async () => {
    const { status, collected } = await run(toy({ things: async () => undefined }), { tier: 'core' })
    expect(status('details')).toMatchObject({ status: 'skipped', calls: 0 })
    expect(collected.gaps).toMatchObject([{ step: 'details', reason: 'not-collected' }])
    expect(collected.status).toBe('complete')
  })
})
