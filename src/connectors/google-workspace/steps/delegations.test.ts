/** Who may speak for every user: what can be known of it, and what cannot. */
import { describe, expect, test } from 'vitest'
import { consent, delegation, everything, scopeOf } from '../../../../test/support/gws-everything.ts'
import { scanWorkspace } from '../../../../test/support/gws-scan.ts'
import { ConfigError } from '../../errors.ts'
import { readDelegations } from '../map/delegation-file.ts'

const one = '100000000000000000001'
const two = '100000000000000000002'
const scanned = (admin: readonly object[], config: object = { delegations: undefined }, files = {}) =>
  scanWorkspace(
    { estate: everything({ activities: { admin: admin.map((row) => ({ ...row })) } }) },
    { tier: 'core', config, files },
  )

describe('without a file', () => {
  test('the log tells of the last half year, and that there may be more is a gap', async () => {
    const { all, gaps } = await scanned([
      delegation(one, [scopeOf('drive')]),
      delegation(two, [scopeOf('calendar')], '2026-07-01T10:00:00.000Z'),
      delegation(two, [scopeOf('calendar')], '2026-07-02T10:00:00.000Z', 'REMOVE_API_CLIENT_ACCESS'),
    ])
    expect(all('resource', 'delegation')).toMatchObject([
      { nativeId: one, facts: { seenIn: 'admin-log', scopes: [scopeOf('drive')], logSince: '2026-05-25T10:00:00Z' } },
    ])
    expect(gaps.filter(({ step }) => step === 'delegations')).toMatchObject([
      { reason: 'not-collected', detail: expect.stringContaining('Admin console alone') },
    ])
  })
  test('a later grant takes the place of an earlier one', async () => {
    const { all } = await scanned([
      delegation(one, [scopeOf('drive')], '2026-07-01T10:00:00.000Z'),
      delegation(one, [scopeOf('calendar')], '2026-07-05T10:00:00.000Z'),
    ])
    expect(all('resource', 'delegation')).toMatchObject([{ facts: { scopes: [scopeOf('calendar')] } }])
  })
})

test('what was seen to act before it was taken away is gone, and what acts since is not', async () => {
  const log = (time: string) => [consent({ client: one, by: 'cleo', scopes: [scopeOf('drive')], time })]
  const admin = [delegation(one, [], '2026-07-02T10:00:00.000Z', 'REMOVE_API_CLIENT_ACCESS')]
  const found = async (time: string) => {
    const estate = everything({ activities: { admin, token: log(time) } })
    const { all } = await scanWorkspace({ estate }, { tier: 'core', config: { delegations: undefined } })
    return all('resource', 'delegation').map(({ nativeId }) => nativeId)
  }
  expect(await found('2026-07-01T10:00:00.000Z')).toEqual([])
  expect(await found('2026-07-03T10:00:00.000Z')).toEqual([one])
})

test('with a file there is nothing left that is not known', async () => {
  const list = JSON.stringify([{ clientId: two, scopes: [scopeOf('drive')] }])
  const { all, gaps } = await scanned(
    [delegation(one, [scopeOf('calendar')])],
    { delegations: 'list.json' },
    { 'list.json': list },
  )
  expect(gaps.filter(({ step }) => step === 'delegations')).toEqual([])
  expect(all('resource', 'delegation').map(({ nativeId }) => nativeId)).toEqual([one, two])
})

describe('the file', () => {
  test.each([
    ['the console’s', 'Name,Client ID,Scopes\r\nBackup,1,"https://a, https://b"\r\n'],
    ['one scope a line', 'client_id;scopes\n'.replace(';', ',') + '1,"https://a\nhttps://b"\n'],
    ['with a mark at its start', '\uFEFFClient ID,Scopes\n1,https://b https://a\n'],
    ['a client on two lines', 'Client ID,Scopes\n1,https://a\n1,https://b\n'],
    ['a list', '[{"clientId": 1, "scopes": "https://a,https://b"}]'],
  ])('%s', (_name, text) => {
    expect(readDelegations(text, 'list')).toMatchObject([{ clientId: '1', scopes: ['https://a', 'https://b'] }])
  })
  test('an empty list is a list', () => {
    expect(readDelegations('Client ID,Scopes\n', 'list.csv')).toEqual([])
    expect(readDelegations('[]', 'list.json')).toEqual([])
  })
  test.each(['', 'something else', '{"clientId": 1}', '[1]', '[{"clientId": 1}]', 'Client ID\n1\n'])(
    'what is none is said to be none: %s',
    (text) => {
      expect(() => readDelegations(text, 'list')).toThrow(ConfigError)
    },
  )
})
