import { describe, expect, test } from 'vitest'
import { scanFiles } from '../../../test/support/file-scan.ts'

const credentials = { path: 'keys.csv', kind: 'credentials' }
const principals = { path: 'bots.csv', kind: 'principals' }

describe('credentials', () => {
  test('are read by the names of their columns, with dates, use, holder and owner', async () => {
    const { found, all, collected } = await scanFiles(
      {
        'keys.csv': [
          'ID,Name,Type,Principal,Created At,Expires At,Last Used At,Owner,Stored In,Notes',
          'k-1,Stripe,API key,shop-bot,2026-01-02,2027-01-02,2026-11-20T09:30:00+01:00,Ada Stone <ada.stone@larkspur.example>,kv/shop/stripe,for the checkout',
        ].join('\n'),
      },
      [credentials],
    )
    expect(collected.status).toBe('complete')
    expect(found('k-1')).toMatchObject({
      id: 'inventory-file:keys:api-key:k-1',
      scope: 'inventory-file:workspace:keys',
      kind: 'api-key',
      name: 'Stripe',
      createdAt: '2026-01-02T00:00:00Z',
      expiresAt: '2027-01-02T00:00:00Z',
      lifetime: 'expiring',
      rotatedAt: { unknown: 'not-collected' },
      facts: { file: 'keys.csv', line: 2, credentialType: 'API key', storedIn: 'kv/shop/stripe' },
    })
    expect(all('usage')).toMatchObject([{ lastUsedAt: '2026-11-20T08:30:00Z', precision: 'exact', source: 'keys.csv' }])
    expect(found('shop-bot')).toMatchObject({ type: 'identity', kind: 'principal', class: 'unknown' })
    expect(found('ada.stone@larkspur.example')).toMatchObject({ kind: 'user', class: 'human' })
    expect(all('edge').map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['authenticates', 'inventory-file:keys:api-key:k-1', 'inventory-file:keys:principal:shop-bot'],
      ['owns', 'inventory-file:keys:user:ada.stone@larkspur.example', 'inventory-file:keys:api-key:k-1'],
    ])
    expect(JSON.stringify(all('credential'))).not.toContain('checkout')
  })

  test('an empty cell says nothing unless the settings say that it does, and never says that there is none', async () => {
    const text = 'id,expiresAt,lastUsedAt\na,,\nb,never,never\n'
    const unsaid = await scanFiles({ 'keys.csv': text }, [credentials])
    expect(unsaid.found('a')['expiresAt']).toEqual({ unknown: 'not-collected' })
    expect(unsaid.found('b')['expiresAt']).toBe(null)
    const said = await scanFiles({ 'keys.csv': text }, [{ ...credentials, emptyIsNone: ['expiresAt'] }])
    expect(said.found('a')['expiresAt']).toBe(null)
    expect(said.all('usage')).toMatchObject([
      { subject: 'inventory-file:keys:token:a', lastUsedAt: { unknown: 'not-collected' } },
      { subject: 'inventory-file:keys:token:b', lastUsedAt: null, precision: 'none' },
    ])
  })

  test('that several share keep all of their holders', async () => {
    const { all, said } = await scanFiles({ 'keys.csv': 'id,principal\nk,one\nk,two\n' }, [credentials])
    expect(all('credential').length).toBe(1)
    expect(all('edge').map(({ to }) => to)).toEqual([
      'inventory-file:keys:principal:one',
      'inventory-file:keys:principal:two',
    ])
    expect(said).toEqual(['keys.csv: line 3 was left out: the id stands on a line before.'])
  })

  test('that are listed again and again with one holder have its first line as evidence, and no more flaws', async () => {
    const text = 'id,principal,createdAt\nk,one,2026-01-01\nk,one,soon\nk,one,later\n'
    const { all, said } = await scanFiles({ 'keys.csv': text }, [credentials])
    expect(all('edge')).toMatchObject([{ evidence: [{ source: 'keys.csv', detail: 'line 2' }] }])
    expect(all('identity')).toMatchObject([{ nativeId: 'one', facts: { line: 2 } }])
    expect(said).toEqual(['keys.csv: lines 3 and 4 were left out: the id stands on a line before.'])
  })
})

describe('files of one source', () => {
  test('meet by id, and a principal that has a row is not made of nothing', async () => {
    const { all, found } = await scanFiles(
      {
        'bots.csv': 'id,class,vendor,models\nreviewer,AI agent,Anthropic,claude-a;claude-b\n',
        'keys.csv': 'id,principal\nk,reviewer\nl,stranger\n',
      },
      [
        { ...principals, source: 'vault' },
        { ...credentials, source: 'vault' },
      ],
    )
    expect(found('reviewer')).toMatchObject({
      id: 'inventory-file:vault:principal:reviewer',
      class: 'ai',
      ai: { vendor: 'Anthropic', models: ['claude-a', 'claude-b'] },
    })
    expect(all('identity').length).toBe(1)
    expect(all('edge').map(({ to }) => to)).toEqual([
      'inventory-file:vault:principal:reviewer',
      'inventory-file:vault:principal:stranger',
    ])
  })
})

describe('owners', () => {
  test('own what Muster knows by its id, and are noted for what a vendor knows by its own', async () => {
    const { all, found } = await scanFiles(
      {
        'who.csv':
          'entity,nativeId,owner\naws:111122223333:iam-user:AIDA1,,ben.okafor@larkspur.example\n,arn:aws:iam::111122223333:user/etl,Platform\n',
      },
      [{ path: 'who.csv', kind: 'owners' }],
    )
    expect(all('edge')).toMatchObject([
      {
        from: 'inventory-file:who:team:Platform',
        to: 'inventory-file:who:ownership:arn:aws:iam::111122223333:user/etl Platform',
      },
      { from: 'inventory-file:who:user:ben.okafor@larkspur.example', to: 'aws:111122223333:iam-user:AIDA1' },
    ])
    expect(found('Platform')).toMatchObject({ type: 'resource', kind: 'team' })
  })
})

test.each([
  ['2026/03/04', undefined, '2026-03-04T00:00:00Z'],
  ['3/4/2026 1:02 PM', 'month-day-year', '2026-03-04T13:02:00Z'],
  ['04.03.2026 9:05', 'day-month-year', '2026-03-04T09:05:00Z'],
  ['3/4/2026 12:30 am', 'month-day-year', '2026-03-04T00:30:00Z'],
  ['4 Mar 2026', undefined, '2026-03-04T00:00:00Z'],
  ['04-MAR-2026', undefined, '2026-03-04T00:00:00Z'],
  ['March 4, 2026 at 1:02 PM', undefined, '2026-03-04T13:02:00Z'],
  ['Wed, 04 Mar 2026 10:11:12 GMT', undefined, '2026-03-04T10:11:12Z'],
  ['Wed, 04 Mar 2026 10:11:12 +0200', undefined, '2026-03-04T08:11:12Z'],
  ['20260304', undefined, '2026-03-04T00:00:00Z'],
  ['20260304T101112Z', undefined, '2026-03-04T10:11:12Z'],
])('a date as %s is read as it was meant', async (written, dateOrder, at) => {
  const files = { 'keys.csv': `id;createdAt\na;${written}\n` }
  const scanned = await scanFiles(files, [{ path: 'keys.csv', kind: 'credentials', ...(dateOrder && { dateOrder }) }])
  expect(scanned.said).toEqual([])
  expect(scanned.found('a')).toMatchObject({ createdAt: at })
})

test.each(['4 Mars 2026', 'Mario 4, 2026', '31 Feb 2026', '20261304', '12345678'])(
  'what looks like a date and is none is told: %s',
  async (written) => {
    const files = { 'keys.csv': `id;createdAt\na;${written}\n` }
    const { said, found } = await scanFiles(files, [{ path: 'keys.csv', kind: 'credentials' }])
    expect(said).toEqual(['keys.csv: line 2: createdAt is no date, or could be two (dateOrder tells).'])
    expect(found('a')).toMatchObject({ createdAt: { unknown: 'failed' } })
  },
)

test.each(['no_information', 'not_supported', 'N/A', 'not available'])('%s says that nobody knows', async (written) => {
  const files = { 'keys.csv': `id;createdAt\na;${written}\n` }
  const { said, found } = await scanFiles(files, [{ path: 'keys.csv', kind: 'credentials' }])
  expect(said).toEqual([])
  expect(found('a')['createdAt']).toHaveProperty('unknown')
})
