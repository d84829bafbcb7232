/** Larkspur's organization at Google, and its Workspace, with every defect planted beside its twin. */
import type { GivenGoogle } from '../../../../fixtures/servers/google/estate.ts'
import type { ExpectedFinding } from '../../account.ts'
import { ledger } from '../github/company.ts'
import type { Expect } from '../github/company.ts'
import { plantAccounts, plantKeys } from './accounts.ts'
import { makeOrganization } from './builder.ts'
import { plantFederation, plantPools } from './federation.ts'
import { hex, organization, projectResource, projects } from './ids.ts'
import { plantAgents, plantKeysOfServices, plantSecrets, plantWorkloads } from './resources.ts'
import { delegationList, workspaceOf } from './workspace.ts'

export interface LarkspurGoogle {
  readonly files: { readonly [path: string]: string }
  readonly expected: readonly ExpectedFinding[]
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

export function larkspurGoogle(): LarkspurGoogle {
  const { expected, expect } = ledger()
  const cloud = makeOrganization()
  plantKeys(cloud, expect)
  const muster = plantAccounts(cloud, expect)
  plantPools(cloud, expect)
  plantFederation(cloud, expect)
  plantKeysOfServices(cloud, expect)
  plantSecrets(cloud, expect)
  plantWorkloads(cloud)
  plantAgents(cloud, expect)
  const archiver = cloud.account('prod', 'mail-archiver', { used: '2026-11-20', delegable: true })
  expect('gcp-domain-wide-delegation', archiver, 'critical')
  cloud.account('prod', 'calendar-sync', { used: '2026-11-20', delegable: true })
  const directory = cloud.account('prod', 'directory-sync', { used: '2026-11-20' })
  const acting = {
    archiver: cloud.uniqueIdOf(archiver),
    muster: cloud.uniqueIdOf(muster),
    directory: cloud.uniqueIdOf(directory),
  }
  const { workspace, ...rest } = cloud.build({
    features: ['scc-premium', 'workspace-enterprise'],
    roles: [musterRole],
    enabledServices,
    groups,
    insights: insights(expect),
    orgPolicies: {
      [organization]: [
        { name: `${organization}/policies/iam.disableServiceAccountKeyUpload`, spec: { rules: [{ enforce: true }] } },
      ],
    },
    workspace: workspaceOf(acting, expect),
  })
  return {
    expected,
    files: {
      'cloud.json': json(rest satisfies GivenGoogle),
      'workspace.json': json({ workspace }),
      'delegations.csv': delegationList(acting),
    },
  }
}

const musterRole = {
  name: `${organization}/roles/musterReader`,
  title: 'Muster reader',
  stage: 'GA',
  etag: 'BwYAAA==',
  includedPermissions: ['cloudasset.assets.listResource', 'cloudasset.assets.searchAllIamPolicies', 'iam.roles.list'],
}

const usual = ['iam.googleapis.com', 'cloudresourcemanager.googleapis.com', 'logging.googleapis.com']
const enabledServices = Object.fromEntries(
  Object.values(projects).map(({ id }) => [
    id,
    id === projects.ai.id ? [...usual, 'aiplatform.googleapis.com', 'generativelanguage.googleapis.com'] : usual,
  ]),
)

const groups = [
  {
    name: 'groups/01larkspur0analysts',
    email: 'analysts@larkspur.example',
    displayName: 'Analysts',
    members: [
      { preferredMemberKey: { id: 'elena.rossi@larkspur.example' }, type: 'USER', roles: [{ name: 'MEMBER' }] },
      {
        preferredMemberKey: { id: `report-reader@${projects.data.id}.iam.gserviceaccount.com` },
        type: 'SERVICE_ACCOUNT',
        roles: [{ name: 'MEMBER' }],
      },
    ],
  },
]

/** What the recommender says of two accounts: of one role nearly nothing was ever used, of the other nearly all. */
function insights(expect: Expect): NonNullable<GivenGoogle['insights']> {
  const of = (name: string, role: string, used: readonly string[], total: number) => ({
    name: `projects/${projects.ai.number}/locations/global/insightTypes/google.iam.policy.Insight/insights/${hex(name, 16)}`,
    description: `${used.length} of the permissions in this role binding were used in the past 90 days.`,
    insightSubtype: 'PERMISSIONS_USAGE',
    category: 'SECURITY',
    severity: 'LOW',
    lastRefreshTime: '2026-11-20T08:00:00Z',
    observationPeriod: '7772400s',
    stateInfo: { state: 'ACTIVE' },
    etag: '"ab34"',
    targetResources: [projectResource('ai')],
    content: {
      role,
      member: `serviceAccount:${name}@${projects.ai.id}.iam.gserviceaccount.com`,
      exercisedPermissions: used.map((permission) => ({ permission })),
      inferredPermissions: [],
      currentTotalPermissionsCount: String(total),
    },
  })
  expect('gcp-sa-excess-permissions', `claims-agent@${projects.ai.id}.iam.gserviceaccount.com`, 'medium')
  return {
    [`projects/${projects.ai.id}`]: [
      of('claims-agent', 'roles/editor', ['storage.objects.get', 'pubsub.topics.publish'], 8000),
      of(
        'support-agent',
        'roles/aiplatform.user',
        ['aiplatform.endpoints.predict', 'aiplatform.reasoningEngines.query'],
        3,
      ),
    ],
  }
}
