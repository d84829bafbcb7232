/** Which grants of the log still stand. */
import { expect, test } from 'vitest'
import type { Row } from '../../../../fixtures/servers/google/estate.ts'
import {
  clientOf,
  consent,
  emailOf,
  everything,
  scopeOf,
  token,
  user,
  userIdOf,
} from '../../../../test/support/gws-everything.ts'
import { scanWorkspace } from '../../../../test/support/gws-scan.ts'
import type { Tier } from '../../contract.ts'

interface Wish {
  readonly log: readonly Row[]
  readonly tier?: Tier
  readonly tokens?: { readonly [email: string]: readonly Row[] }
  readonly pageSize?: number
  readonly shuffle?: number
}

async function grantsIn({ log, tier = 'core', tokens = {}, ...page }: Wish) {
  const estate = everything({
    activities: { token: log },
    tokens,
    users: [user('ada', { isAdmin: true }), user('cleo')],
  })
  const { all, found } = await scanWorkspace({ estate, ...page }, { tier })
  const grants = all('edge', 'grants').filter(({ from }) => String(from).includes(':oauth-client:'))
  return {
    found,
    grants: grants.map(({ from, to, conditions }) => ({ from: String(from), to: String(to), conditions })),
  }
}

test('what was taken away is gone, unless it was given again', async () => {
  const log = [
    consent({ client: 'a', by: 'cleo', time: '2026-07-01T10:00:00.000Z', scopes: [scopeOf('drive')] }),
    consent({ client: 'a', by: 'cleo', time: '2026-07-02T10:00:00.000Z', name: 'revoke' }),
    consent({ client: 'a', by: 'cleo', time: '2026-07-03T10:00:00.000Z', scopes: [scopeOf('calendar')] }),
    consent({ client: 'b', by: 'cleo', time: '2026-07-01T10:00:00.000Z' }),
    consent({ client: 'b', by: 'ada', time: '2026-07-02T10:00:00.000Z', name: 'revoke' }),
    consent({ client: 'c', by: 'cleo', time: '2026-07-01T10:00:00.000Z' }),
    consent({ client: 'c', by: 'cleo', time: '2026-07-04T10:00:00.000Z', name: 'revoke' }),
  ]
  const { grants, found } = await grantsIn({ log })
  expect(grants.map(({ from }) => from.split(':').at(-1))).toEqual([clientOf('a'), clientOf('b')])
  expect(grants[0]?.conditions).toEqual({ scopes: [scopeOf('calendar')], grantedAt: '2026-07-03T10:00:00Z' })
  expect(found('identity', clientOf('a'))).toMatchObject({ facts: { scopes: [scopeOf('calendar')], users: 1 } })
})

test('several consents of one user add up, in whatever order and on whatever pages they come', async () => {
  const log = [
    consent({ client: 'a', by: 'cleo', time: '2026-07-03T10:00:00.000Z', scopes: [scopeOf('calendar')] }),
    consent({ client: 'a', by: 'cleo', time: '2026-07-01T10:00:00.000Z', scopes: ['openid'] }),
    consent({ client: 'a', by: 'ada', time: '2026-07-02T10:00:00.000Z' }),
  ]
  for (const page of [{}, { pageSize: 1, shuffle: 4 }]) {
    const { grants, found } = await grantsIn({ log, ...page })
    expect(grants.find(({ to }) => to.endsWith(userIdOf('cleo')))?.conditions).toEqual({
      scopes: [scopeOf('calendar'), 'openid'],
      grantedAt: '2026-07-01T10:00:00Z',
    })
    expect(found('identity', clientOf('a'))).toMatchObject({
      facts: { users: 2, firstGrantedAt: '2026-07-01T10:00:00Z' },
    })
  }
})

test('with a user who is gone, what they let in is gone', async () => {
  const { grants } = await grantsIn({ log: [consent({ client: 'a', by: 'dan' })] })
  expect(grants).toEqual([])
})

test('a user’s own list is the truth: what it lacks is gone, and its scopes count', async () => {
  const log = [
    consent({ client: 'a', by: 'cleo', scopes: [scopeOf('drive'), scopeOf('calendar')] }),
    consent({ client: 'gone', by: 'cleo' }),
  ]
  const tokens = { [emailOf('cleo')]: [token('a', [scopeOf('calendar')]), token('older', ['openid'])] }
  const { grants, found } = await grantsIn({ log, tokens, tier: 'deep' })
  expect(grants.map(({ from, conditions }) => [from.split(':').at(-1), conditions])).toEqual([
    [clientOf('a'), { scopes: [scopeOf('calendar')], grantedAt: '2026-10-01T10:00:00Z' }],
    [clientOf('older'), { scopes: ['openid'], grantedAt: null }],
  ])
  expect(found('identity', clientOf('a'))).toMatchObject({ facts: { scopes: [scopeOf('calendar')] } })
})

test('names of scopes are taken from where Google keeps them now, too', async () => {
  const [row] = [consent({ client: 'a', by: 'cleo' })]
  const log = [
    {
      ...row,
      events: [
        {
          name: 'authorize',
          parameters: [
            { name: 'client_id', value: clientOf('a') },
            {
              name: 'scope_data',
              multiMessageValue: [{ parameter: [{ name: 'scope_name', value: scopeOf('drive') }] }],
            },
          ],
        },
      ],
    },
  ]
  expect((await grantsIn({ log })).grants[0]?.conditions).toMatchObject({ scopes: [scopeOf('drive')] })
})
