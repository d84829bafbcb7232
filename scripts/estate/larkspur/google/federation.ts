/** Doors from GitHub, AWS and clusters into the organization, and what stands behind them. */
import type { Expect } from '../github/company.ts'
import type { OrganizationBuilder } from './builder.ts'
import { accountResource, projects } from './ids.ts'

const pools = `projects/${projects.ci.number}/locations/global/workloadIdentityPools`
const poolUser = 'roles/iam.workloadIdentityUser'
const members = (pool: string, attribute: string, value: string): string =>
  `principalSet://iam.googleapis.com/${pools}/${pool}/attribute.${attribute}/${value}`
const subject = (pool: string, value: string): string =>
  `principal://iam.googleapis.com/${pools}/${pool}/subject/${value}`

/** What workflows of GitHub sign in with. */
export const googleDoors = {
  provider: `${pools}/github/providers/github-actions`,
  simulation: `simulation-runner@${projects.lab.id}.iam.gserviceaccount.com`,
  report: `simulation-report@${projects.lab.id}.iam.gserviceaccount.com`,
} as const

const mapped = {
  'google.subject': 'assertion.sub',
  'attribute.repository': 'assertion.repository',
  'attribute.repository_id': 'assertion.repository_id',
  'attribute.repository_owner': 'assertion.repository_owner',
} as const
const github = { issuerUri: 'https://token.actions.githubusercontent.com' } as const

export function plantPools({ put }: OrganizationBuilder, expect: Expect): void {
  const pool = (id: string, displayName: string): void =>
    put('workloadIdentityPools', projects.ci.id, { name: `${pools}/${id}`, displayName, state: 'ACTIVE' })
  const provider = (of: string, id: string, row: object): void =>
    put('workloadIdentityPoolProviders', `${pools}/${of}`, {
      name: `${pools}/${of}/providers/${id}`,
      state: 'ACTIVE',
      ...row,
    })
  pool('github', 'GitHub Actions')
  provider('github', 'github-actions', {
    oidc: github,
    attributeMapping: mapped,
    attributeCondition: "assertion.repository_owner_id == '4711'",
  })
  // Whoever has a repository on GitHub gets a token of this pool; what it may become is another matter.
  pool('build-farm', 'Builds of partners')
  provider('build-farm', 'github-anyone', { oidc: github, attributeMapping: mapped })
  expect('gcp-wif-no-condition', `${pools}/build-farm/providers/github-anyone`, 'high')
  provider('build-farm', 'gitlab-retired', {
    oidc: { issuerUri: 'https://gitlab.com' },
    attributeMapping: { 'google.subject': 'assertion.sub' },
    disabled: true,
  })
  pool('aws', 'Workloads on AWS')
  provider('aws', 'production', {
    aws: { accountId: '111122223333' },
    attributeMapping: {
      'google.subject': 'assertion.arn',
      'attribute.aws_role': "assertion.arn.extract('assumed-role/{role}/')",
    },
    attributeCondition: "attribute.aws_role == 'etl-bridge'",
  })
}

export function plantFederation({ account, onAccount, onProject }: OrganizationBuilder, expect: Expect): void {
  // Whoever comments starts a run of main, which becomes the owner of a project; nobody outside starts its twin.
  const simulation = account('lab', 'simulation-runner', { used: '2026-11-20', displayName: 'Pallet simulation' })
  onAccount(simulation, poolUser, [members('github', 'repository', 'larkspur/website')])
  onProject('lab', 'roles/owner', [`serviceAccount:${simulation}`])
  expect('gcp-sa-admin', simulation, 'high')
  const report = account('lab', 'simulation-report', { used: '2026-11-20', displayName: 'Pallet simulation, report' })
  onAccount(report, poolUser, [subject('github', 'repo:larkspur@4711/website@817:environment:nightly')])
  onProject('lab', 'roles/storage.objectViewer', [`serviceAccount:${report}`])

  // Every repository of the owner, where one would do.
  const fleet = account('ci', 'fleet-deployer', { used: '2026-11-19' })
  onAccount(fleet, poolUser, [members('github', 'repository_owner', 'larkspur')])
  onProject('ci', 'roles/editor', [`serviceAccount:${fleet}`])
  expect('gcp-wif-principalset-wildcard', accountResource('ci', fleet), 'high')
  expect('gcp-sa-admin', fleet, 'high')
  const images = account('ci', 'image-publisher', { used: '2026-11-20' })
  onAccount(images, poolUser, [members('github', 'repository', 'larkspur/shop')])
  onProject('ci', 'roles/artifactregistry.writer', [`serviceAccount:${images}`])

  const bridge = account('data', 'etl-bridge', { used: '2026-11-20' })
  onAccount(bridge, poolUser, [members('aws', 'aws_role', 'etl-bridge')])
  onProject('data', 'roles/bigquery.dataViewer', [`serviceAccount:${bridge}`])
}
