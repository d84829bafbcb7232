/** Tokens and keys of people that reach into the organization. */
import type { Row } from '../../../../fixtures/servers/github/estate.ts'
import { person, type Expect } from './company.ts'
import { authorization, grant, type AuthorizationSpec, type GrantSpec } from './rows.ts'

export interface Tokens {
  readonly grants: readonly Row[]
  readonly requests: readonly Row[]
  readonly authorizations: readonly Row[]
  /** By grant, the repositories of those that reach some. */
  readonly repositories: { readonly [grant: string]: readonly Row[] }
}

const recent = '2026-11-19'
const repository = (id: number, name: string): Row => ({ id, name, full_name: `larkspur/${name}` })

export function tokens(expect: Expect): Tokens {
  const grants: Row[] = []
  const repositories: { [grant: string]: readonly Row[] } = {}
  const let_in = (id: number, name: string, spec: GrantSpec, reaches: readonly Row[] = []): string => {
    const row = grant(id, name, spec)
    grants.push(row)
    if (row['repository_selection'] === 'subset') repositories[`/personal-access-tokens/${id}/repositories`] = reaches
    return String(row['token_id'])
  }
  const shop = repository(815, 'shop')
  const parcel = repository(801, 'parcel-api')
  const fresh = { granted: '2026-06-01', expires: '2027-01-15', used: recent } as const

  const endless = {
    owner: person('ben-okafor'),
    granted: '2025-04-02',
    used: recent,
    repository: { contents: 'write' },
  }
  expect('github-pat-no-expiry', let_in(601, 'parcel nightly import', endless, [parcel]), 'high')
  let_in(602, 'parcel weekly report', { owner: person('ben-okafor'), ...fresh, repository: { contents: 'read' } }, [
    parcel,
  ])

  const idle = {
    owner: person('carla-ruiz'),
    granted: '2026-03-01',
    expires: '2027-02-28',
    used: '2026-06-12',
  } as const
  expect(
    'github-pat-stale',
    let_in(603, 'label experiments', { ...idle, repository: { issues: 'read' } }, [shop]),
    'medium',
  )

  const over = {
    owner: person('dmitri-volkov'),
    granted: '2025-10-01',
    expires: '2026-10-01',
    used: '2026-09-28',
  } as const
  expect('github-pat-expired-still-granted', let_in(604, 'yard map sync', { ...over, expired: true }, [shop]), 'low')

  const everywhere = { owner: person('elena-rossi'), selection: 'all', ...fresh } as const
  const writing = { contents: 'write', workflows: 'write' }
  expect('github-pat-all-repos-write', let_in(605, 'mass refactoring', { ...everywhere, repository: writing }), 'high')
  let_in(606, 'licence statistics', { ...everywhere, repository: { contents: 'read' } })

  const authorizations: Row[] = []
  const authorize = (id: number, spec: Omit<AuthorizationSpec, 'authorized'>): string => {
    authorizations.push(authorization(id, { authorized: '2026-06-01', ...spec }))
    return String(id)
  }
  const classic = { type: 'personal access token', used: recent, expires: '2027-01-15' } as const
  const broad = { ...classic, login: 'farid-haddad', scopes: ['repo', 'admin:org'], note: 'release script' }
  expect('github-pat-classic-authorized', authorize(701, broad), 'high')
  const snippets = { ...classic, login: 'grace-lin', scopes: ['gist', 'read:org'], note: 'snippets' }
  expect('github-pat-classic-authorized', authorize(702, snippets), 'medium')
  authorize(703, { ...classic, login: 'grace-lin', scopes: ['read:org'], note: 'team statistics' })

  const key = { type: 'SSH key', login: 'henrik-berg' } as const
  expect(
    'github-ssh-key-authorized-stale',
    authorize(704, { ...key, used: '2026-04-30', note: 'old laptop' }),
    'medium',
  )
  authorize(705, { ...key, used: recent, note: 'laptop' })
  authorize(706, {
    type: 'OAuth app token',
    login: 'ines-costa',
    used: recent,
    expires: '2027-01-15',
    scopes: ['read:org'],
    note: 'Skylight dashboards',
  })
  authorize(707, {
    type: 'GitHub app token',
    login: 'ines-costa',
    used: recent,
    expires: '2026-11-21T18:00:00Z',
    note: 'Slack',
  })

  const asked = grant(608, 'quay sensors', {
    owner: person('jamal-wright'),
    granted: '2026-11-18',
    expires: '2027-02-01',
  })
  const requests = [{ ...asked, created_at: asked['access_granted_at'], reason: 'To read issues of the shop.' }]
  repositories['/personal-access-token-requests/608/repositories'] = [shop]
  return { grants, requests, authorizations, repositories }
}
