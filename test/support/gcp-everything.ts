/** One small organization with at least one of everything that the connector for Google Cloud reads, and canaries where secrets are. */
import { googleEstateOf } from '../../fixtures/servers/google/estate.ts'
import type { GivenGoogle, GoogleEstate, NamedRow, Row } from '../../fixtures/servers/google/estate.ts'
import { gcpCanary, numberOf, running } from './gcp-everything-running.ts'
import { roles } from './gcp-everything-roles.ts'

export { gcpCanary, numberOf } from './gcp-everything-running.ts'

export const organization = 'organizations/1'
export const folder = 'folders/2'
export const shop = 'acme-shop'
export const lab = 'acme-lab'

export const emailOf = (name: string, project = shop): string => `${name}@${project}.iam.gserviceaccount.com`
export const scanner = emailOf('muster')
export const ci = emailOf('ci')
export const nested = emailOf('nested', lab)
const compute = `${numberOf(shop)}-compute@developer.gserviceaccount.com`
const vertex = `service-${numberOf(shop)}@gcp-sa-aiplatform.iam.gserviceaccount.com`
export const groupEmail = 'robots@acme.example'
const innerGroup = 'inner@acme.example'

const container = (name: string): string => `//cloudresourcemanager.googleapis.com/${name}`
const uniqueIds = new Map([scanner, ci, compute, nested].map((email, index) => [email, `10000000000000000000${index}`]))

function account(email: string, projectId: string, more: Row = {}): NamedRow & { readonly email: string } {
  const name = `projects/${projectId}/serviceAccounts/${email}`
  const uniqueId = uniqueIds.get(email)
  return { name, projectId, uniqueId, email, createTime: '2025-05-05T08:00:00Z', ...more }
}

function key(email: string, projectId: string, id: string, keyType = 'USER_MANAGED'): NamedRow {
  return {
    name: `projects/${projectId}/serviceAccounts/${email}/keys/${id}`,
    validAfterTime: '2026-01-01T00:00:00Z',
    validBeforeTime: '9999-12-31T23:59:59Z',
    keyAlgorithm: 'KEY_ALG_RSA_2048',
    keyOrigin: 'GOOGLE_PROVIDED',
    keyType,
    privateKeyData: gcpCanary,
  }
}

const pool = `projects/${numberOf(shop)}/locations/global/workloadIdentityPools/builds`
const principalSet = `principalSet://iam.googleapis.com/${pool}/attribute.repository/acme/shop`

const policies: GoogleEstate['policies'] = {
  [container(organization)]: {
    assetType: 'cloudresourcemanager.googleapis.com/Organization',
    policy: { bindings: [{ role: 'organizations/1/roles/reader', members: [`serviceAccount:${scanner}`] }] },
  },
  [container(folder)]: {
    assetType: 'cloudresourcemanager.googleapis.com/Folder',
    policy: { bindings: [{ role: 'roles/viewer', members: [`group:${groupEmail}`, 'user:ada@acme.example'] }] },
  },
  [container(`projects/${shop}`)]: {
    assetType: 'cloudresourcemanager.googleapis.com/Project',
    policy: {
      version: 3,
      bindings: [
        { role: 'roles/editor', members: [`serviceAccount:${ci}`] },
        { role: 'roles/aiplatform.serviceAgent', members: [`serviceAccount:${vertex}`] },
        { role: 'roles/aiplatform.user', members: [`serviceAccount:${emailOf('agent')}`] },
      ],
    },
  },
  [container(`projects/${lab}`)]: {
    assetType: 'cloudresourcemanager.googleapis.com/Project',
    policy: { bindings: [{ role: `projects/${lab}/roles/tester`, members: [`serviceAccount:${nested}`] }] },
  },
  [`//iam.googleapis.com/projects/${shop}/serviceAccounts/${uniqueIds.get(ci)}`]: {
    assetType: 'iam.googleapis.com/ServiceAccount',
    policy: { bindings: [{ role: 'roles/iam.workloadIdentityUser', members: [principalSet] }] },
  },
  [`//secretmanager.googleapis.com/projects/${numberOf(shop)}/secrets/payments`]: {
    assetType: 'secretmanager.googleapis.com/Secret',
    policy: { bindings: [{ role: 'roles/secretmanager.secretAccessor', members: [`serviceAccount:${ci}`] }] },
  },
}

const since = { startTime: '2026-08-20T00:00:00Z', endTime: '2026-11-20T00:00:00Z' }

function seen(activityType: string, name: string): Row {
  return {
    activityType,
    fullResourceName: `//iam.googleapis.com/${name}`,
    observationPeriod: since,
    activity: { lastAuthenticatedTime: '2026-11-19T08:00:00Z' },
  }
}

function denyPolicy(on: string): NamedRow {
  const point = encodeURIComponent(`cloudresourcemanager.googleapis.com/${on}`)
  return {
    name: `policies/${point}/denypolicies/no-keys`,
    kind: 'DenyPolicy',
    rules: [
      {
        denyRule: {
          deniedPrincipals: ['principalSet://goog/public:all'],
          deniedPermissions: ['iam.googleapis.com/serviceAccountKeys.create'],
        },
      },
    ],
  }
}

const boundary = `${organization}/locations/global/principalAccessBoundaryPolicies/inside`

const governed: GivenGoogle = {
  policies,
  roles,
  denyPolicies: Object.fromEntries(
    [organization, folder, `projects/${numberOf(shop)}`].map((on) => [
      `cloudresourcemanager.googleapis.com/${on}`,
      [denyPolicy(on)],
    ]),
  ),
  accessBoundaryPolicies: [
    {
      name: boundary,
      details: {
        enforcementVersion: '1',
        rules: [{ resources: [container(organization)], effect: 'ALLOW', description: 'inside' }],
      },
    },
  ],
  policyBindings: [
    {
      name: `${organization}/locations/global/policyBindings/all`,
      policy: boundary,
      policyKind: 'PRINCIPAL_ACCESS_BOUNDARY',
      target: { principalSet: container(organization) },
    },
  ],
  orgPolicies: {
    [organization]: [
      { name: `${organization}/policies/iam.disableServiceAccountKeyUpload`, spec: { rules: [{ enforce: true }] } },
    ],
  },
  groups: [
    {
      name: 'groups/01robots',
      email: groupEmail,
      members: [
        { preferredMemberKey: { id: innerGroup }, type: 'GROUP' },
        { preferredMemberKey: { id: 'ada@acme.example' }, type: 'USER' },
      ],
    },
    {
      name: 'groups/01inner',
      email: innerGroup,
      members: [{ preferredMemberKey: { id: nested }, type: 'SERVICE_ACCOUNT' }],
    },
  ],
}

const owned: GivenGoogle = {
  organizations: [{ name: organization, displayName: 'acme.example', state: 'ACTIVE' }],
  folders: [{ name: folder, parent: organization, displayName: 'Production', state: 'ACTIVE' }],
  projects: [
    projectIn(shop, folder),
    projectIn(lab, organization),
    { ...projectIn('acme-gone', organization), state: 'DELETE_REQUESTED' },
  ],
  serviceAccounts: {
    [shop]: [account(scanner, shop), account(ci, shop), account(compute, shop)],
    [lab]: [account(nested, lab)],
  },
  serviceAccountKeys: {
    [ci]: [key(ci, shop, 'a1'), key(ci, shop, 'b2', 'SYSTEM_MANAGED')],
    [nested]: [key(nested, lab, 'c3')],
  },
  workloadIdentityPools: { [shop]: [{ name: pool, state: 'ACTIVE' }] },
  workloadIdentityPoolProviders: {
    [pool]: [
      {
        name: `${pool}/providers/github`,
        state: 'ACTIVE',
        attributeCondition: "assertion.repository_owner_id == '1'",
        attributeMapping: { 'google.subject': 'assertion.sub', 'attribute.repository': 'assertion.repository' },
        oidc: { issuerUri: 'https://token.actions.githubusercontent.com', jwksJson: gcpCanary },
      },
      { name: `${pool}/providers/office`, state: 'ACTIVE', saml: { idpMetadataXml: gcpCanary } },
    ],
  },
  activities: {
    [shop]: [
      seen('serviceAccountLastAuthentication', `projects/${shop}/serviceAccounts/${ci}`),
      seen('serviceAccountKeyLastAuthentication', `projects/${shop}/serviceAccounts/${ci}/keys/a1`),
    ],
  },
  insights: {
    [`projects/${shop}`]: [insight(`projects/${shop}`, 'roles/editor', ci)],
    [organization]: [insight(organization, 'organizations/1/roles/reader', scanner)],
  },
}

function projectIn(projectId: string, parent: string): GoogleEstate['projects'][number] {
  const name = `projects/${numberOf(projectId)}`
  return { name, projectId, parent, displayName: projectId, state: 'ACTIVE', labels: { team: projectId } }
}

function insight(on: string, role: string, email: string): NamedRow {
  return {
    name: `${on}/locations/global/insightTypes/google.iam.policy.Insight/insights/${role.length}`,
    targetResources: [container(on)],
    content: {
      role,
      member: `serviceAccount:${email}`,
      exercisedPermissions: [{ permission: 'storage.objects.get' }],
      inferredPermissions: [],
      currentTotalPermissionsCount: '8000',
    },
  }
}

export function everything(more: GivenGoogle = {}): GoogleEstate {
  return googleEstateOf({ features: ['scc-premium'], ...owned, ...governed, ...running(shop, emailOf), ...more })
}
