/** Larkspur's organization on GitHub, with every defect planted beside its twin. */
import type { GithubEstate, GithubOrganization } from '../../../../fixtures/servers/github/estate.ts'
import type { ExpectedFinding } from '../../account.ts'
import { appPages, apps } from './apps.ts'
import { crossingRuns } from '../crossings.ts'
import { deployer, ledger, outside, people, person, translator, type Expect } from './company.ts'
import {
  agents,
  clusterRuns,
  azureDoors,
  googleRuns,
  deployKeys,
  doors,
  environments,
  hooks as repositoryHooks,
  platform,
  secrets,
  strangers,
} from './planted.ts'
import { drawer, specs } from './repositories.ts'
import { actions, alerts, copilot, hooks, properties, rulesets, runners, secretsAndVariables } from './settings.ts'
import { tokens } from './tokens.ts'
import { usage } from './usage.ts'

export interface LarkspurGithub {
  readonly files: { readonly [path: string]: string }
  readonly expected: readonly ExpectedFinding[]
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

export function larkspurGithub(): LarkspurGithub {
  const { expected, expect } = ledger()
  const { organization, ...rest } = company(expect)
  const { repositories, ...own } = organization
  return {
    expected,
    files: {
      'estate.json': json({ ...rest, organizations: ['larkspur'] }),
      'larkspur/organization.json': json(own),
      ...Object.fromEntries(
        repositories.map((each) => [
          `larkspur/repositories/${each.repository.name.replace(/^\./, 'dot-')}.json`,
          json(each),
        ]),
      ),
    },
  }
}

function company(expect: Expect): Omit<GithubEstate, 'organizations'> & { readonly organization: GithubOrganization } {
  const drawn = drawer()
  deployKeys(drawn, expect)
  secrets(drawn, expect)
  environments(drawn, expect)
  repositoryHooks(drawn)
  strangers(drawn, expect)
  doors(drawn, expect)
  azureDoors(drawn, expect)
  crossingRuns(drawn, expect)
  googleRuns(drawn, expect)
  clusterRuns(drawn, expect)
  agents(drawn)
  platform(drawn)
  return {
    enterprise: { slug: 'larkspur-logistics', name: 'Larkspur Logistics' },
    apps: appPages,
    organization: {
      organization: {
        id: 4711,
        login: 'larkspur',
        node_id: 'O_4711',
        name: 'Larkspur Logistics',
        created_at: '2021-03-01T08:30:00Z',
        type: 'Organization',
        two_factor_requirement_enabled: false,
        default_repository_permission: 'read',
        members_can_create_repositories: true,
        public_repos: specs.filter(({ visibility }) => visibility === 'public').length,
        total_private_repos: specs.filter(({ visibility }) => visibility !== 'public').length,
        plan: { name: 'enterprise', space: 976_562_499, private_repos: 999_999, filled_seats: 14, seats: 20 },
      },
      features: ['enterprise-cloud', 'saml', 'copilot', 'secret-protection'],
      externalIdentities: [...people, translator].map(({ login }) => ({
        login: String(login),
        nameId: `${String(login).replace('-', '.')}@larkspur.example`,
      })),
      answers: answers(expect),
      repositories: drawn.build(),
    },
  }
}

function answers(expect: Expect): GithubOrganization['answers'] {
  const installed = apps(expect)
  const { grants, requests, authorizations, repositories } = tokens(expect)
  expect('github-oidc-sub-default', 'larkspur', 'low')
  expect('github-machine-user-privileged', 'svc-deploy', 'high')
  return {
    '/installations': installed.installations,
    '/insights/api/subject-stats': [
      ...installed.usage,
      usage('user', 5001, 'ada-stone', '2026-11-20'),
      usage('user', 5051, 'svc-deploy', '2026-11-20'),
      usage('user', 5052, 'larkspur-translate-bot', '2026-11-20'),
    ],
    '/personal-access-tokens': grants,
    '/personal-access-token-requests': requests,
    '/credential-authorizations': authorizations,
    ...repositories,
    '/members': [...people, deployer, translator],
    '/members?role=admin': [person('ada-stone'), person('ben-okafor'), deployer],
    '/members?filter=2fa_disabled': [deployer],
    '/outside_collaborators': outside,
    ...secretsAndVariables(expect),
    ...hooks(expect),
    ...actions(expect),
    ...runners(expect),
    ...rulesets(expect),
    ...copilot(),
    ...properties(specs),
    ...alerts(),
  }
}
