/**
 * An organization of 1,000 repositories behind the GitHub test server, in a process of its own: says where it listens
 * in one line of JSON, and on SIGTERM in another what was asked of it.
 */
import { organizationOf, repositoryOf } from '../../fixtures/servers/github/estate.ts'
import type { GithubRepository } from '../../fixtures/servers/github/estate.ts'
import { startGithubServer } from '../../fixtures/servers/github/server.ts'
import { deployKey, environment, installation, secret } from '../estate/larkspur/github/rows.ts'
import { deploy, release, test } from '../estate/larkspur/github/workflows.ts'

const repositories = 1000
/** Where GitHub begins to turn requests away: 900 a minute, and 100 at once. */
const secondary = { perMinute: 900, atOnce: 100 }

const permissions = [
  'members',
  'administration',
  'actions',
  'actions_variables',
  'environments',
  'secrets',
  'contents',
  'organization_administration',
  'organization_secrets',
  'organization_dependabot_secrets',
  'organization_codespaces_secrets',
  'organization_agent_secrets',
  'organization_actions_variables',
  'organization_agent_variables',
  'organization_hooks',
  'organization_self_hosted_runners',
  'organization_personal_access_tokens',
  'organization_personal_access_token_requests',
  'organization_custom_properties',
]

/** 60 % with two workflows, 15 % with environments (one or two), 10 % with deploy keys. */
function repository(n: number): GithubRepository {
  const name = `service-${String(n).padStart(4, '0')}`
  const key = { by: 'dev-1', created: '2026-02-01', used: '2026-11-18' } as const
  const names = n % 20 < 3 ? (n % 40 < 3 ? ['production', 'staging'] : ['production']) : []
  const role = `arn:aws:iam::111122223333:role/deploy-${n}`
  const files =
    n % 5 < 3
      ? {
          '.github/workflows/test.yml': test('go'),
          '.github/workflows/deploy.yml': n % 3 === 0 ? deploy({ role, environment: names[0] }) : release('NPM_TOKEN'),
          '.github/CODEOWNERS': [`* @bench/team-${n % 30}`],
        }
      : { 'README.md': [`# ${name}`] }
  return repositoryOf(10_000 + n, name, {
    files,
    answers: {
      ...(n % 10 === 0 ? { '/keys': [deployKey(n + 1, 'build server', key)] } : {}),
      '/environments': names.map((each, index) => environment(20_000 + n * 2 + index, each)),
      ...Object.fromEntries(
        names.map((each) => [`/environments/${each}/secrets`, [secret('DB_PASSWORD', '2026-08-20')]]),
      ),
      '/actions/secrets': [secret('NPM_TOKEN', '2026-08-20')],
    },
  })
}

const bench = organizationOf('bench', {
  features: ['enterprise-cloud', 'saml'],
  organization: { plan: { name: 'enterprise' } },
  repositories: Array.from({ length: repositories }, (_, n) => repository(n)),
  answers: {
    '/installations': [
      {
        ...installation('muster-bench', {
          appId: 1,
          all: true,
          permissions: Object.fromEntries(permissions.map((name) => [name, 'read'])),
        }),
      },
    ],
    '/members': Array.from({ length: 150 }, (_, n) => ({ id: n + 1, login: `dev-${n + 1}`, type: 'User' })),
  },
})
const server = await startGithubServer({
  estate: { apps: {}, organizations: [bench] },
  now: '2026-11-21T10:00:00Z',
  limits: secondary,
  // About as long as GitHub takes, so that there is something under way.
  faults: [{ kind: 'slow', milliseconds: 100 }],
})
process.stdout.write(`${JSON.stringify({ url: server.url, repositories })}\n`)
process.on('SIGTERM', () => {
  const graphql = server.calls.filter(({ operation }) => operation === 'POST /graphql').length
  const told = { graphql, rest: server.calls.length - graphql, ...server.peaks() }
  process.stdout.write(`${JSON.stringify(told)}\n`, () => process.exit(0))
})
