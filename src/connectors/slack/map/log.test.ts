import { describe, expect, test } from 'vitest'
import type { LogRow } from '../routes/logs.ts'
import { replay } from './log.ts'

const seconds = (day: string): string => String(Date.parse(`${day}T09:00:00Z`) / 1000)

function row(change: string, day: string, more: Partial<LogRow> = {}): LogRow {
  return { app_id: 'A1', app_type: 'Notes', change_type: change, date: seconds(day), user_id: 'U1', ...more }
}

/** What stands of the one thing that the rows are about. */
function left(...rows: LogRow[]) {
  const [only] = replay(rows.toReversed()).all
  if (only === undefined) throw new Error('nothing stands')
  const { stands, since, scopes, installers, expandedAt, disabledFor, lastChange } = only
  return {
    stands,
    since,
    scopes: [...scopes].toSorted(),
    installers: [...installers.keys()],
    expandedAt,
    disabledFor,
    lastChange,
  }
}

describe('an app', () => {
  test('that was added stands, with who let it in and what for, whatever the order of the log', () => {
    expect(left(row('added', '2025-01-01', { scope: 'chat:write,commands' }))).toEqual({
      stands: true,
      since: '2025-01-01T09:00:00Z',
      scopes: ['chat:write', 'commands'],
      installers: ['U1'],
      expandedAt: null,
      disabledFor: null,
      lastChange: 'added',
    })
  })

  test('grows by what is expanded, and says when', () => {
    const grown = left(
      row('added', '2025-01-01', { scope: 'chat:write' }),
      row('expanded', '2025-06-01', { scope: 'channels:history', user_id: 'U2' }),
    )
    expect(grown).toMatchObject({ scopes: ['channels:history', 'chat:write'], expandedAt: '2025-06-01T09:00:00Z' })
    expect(grown.installers).toEqual(['U1'])
  })

  test('that is removed by who let it in is gone', () => {
    expect(left(row('added', '2025-01-01'), row('removed', '2025-02-01'))).toMatchObject({ stands: false })
  })

  test('that two let in stays when one of them takes their own back', () => {
    const rows = [row('added', '2025-01-01'), row('added', '2025-01-02', { user_id: 'U2' })]
    expect(left(...rows, row('removed', '2025-02-01'))).toMatchObject({ stands: true, installers: ['U2'] })
  })

  test('that two let in stays, though a row comes twice because the log grew between two pages', () => {
    const rows = [row('added', '2025-01-01'), row('added', '2025-01-02', { user_id: 'U2' })]
    const taken = row('removed', '2025-02-01')
    expect(left(...rows, taken, { ...taken })).toMatchObject({ stands: true, installers: ['U2'] })
  })

  test('that an administrator removes is gone, whoever let it in', () => {
    const rows = [row('added', '2025-01-01'), row('added', '2025-01-02', { user_id: 'U2' })]
    expect(left(...rows, row('removed', '2025-02-01', { user_id: 'UADMIN' }))).toMatchObject({ stands: false })
  })

  test('that comes back begins anew: no scope and no installer of before', () => {
    const back = left(
      row('added', '2025-01-01', { scope: 'channels:history' }),
      row('removed', '2025-02-01'),
      row('added', '2025-03-01', { scope: 'chat:write', user_id: 'U2' }),
    )
    expect(back).toMatchObject({
      since: '2025-03-01T09:00:00Z',
      scopes: ['chat:write'],
      installers: ['U2'],
      expandedAt: null,
    })
  })

  test('that is installed again within the second of its removal stands', () => {
    expect(left(row('added', '2025-01-01'), row('added', '2025-02-01'), row('removed', '2025-02-01'))).toMatchObject({
      stands: true,
    })
  })

  test('that is switched off says why, until it is switched on', () => {
    const off = [row('added', '2025-01-01'), row('disabled', '2025-02-01', { reason: 'errors' })]
    expect(left(...off)).toMatchObject({ stands: true, disabledFor: 'errors' })
    expect(left(...off, row('enabled', '2025-03-01'))).toMatchObject({
      disabledFor: null,
      since: '2025-01-01T09:00:00Z',
    })
  })

  test('whose beginning the log does not know stands all the same, since when nobody knows', () => {
    expect(left(row('updated', '2025-02-01', { scope: 'files:read' }))).toMatchObject({
      stands: true,
      since: undefined,
      installers: [],
      scopes: ['files:read'],
      expandedAt: null,
    })
  })
})

test('a service of the old kind is known by its own id, be it a number or a text', () => {
  const service = { app_id: null, app_type: null, service_type: 'Incoming WebHooks' }
  const { all } = replay([
    row('added', '2019-01-01', { ...service, service_id: 7 }),
    row('disabled', '2019-02-01', { ...service, service_id: '7', reason: 'user' }),
    row('enabled', '2019-01-01', { ...service, service_id: 8 }),
  ])
  expect(all.map(({ native, kind, disabledFor, since }) => [native, kind, disabledFor, since !== undefined])).toEqual([
    ['7', 'service', 'user', true],
    ['8', 'service', null, true],
  ])
})

test('rows that say neither when nor of what are counted, not believed', () => {
  const { all, nameless } = replay([
    row('added', '2025-01-01', { app_id: null }),
    row('added', '2025-01-01', { date: 'soon' }),
  ])
  expect([all.length, nameless]).toEqual([0, 2])
})
