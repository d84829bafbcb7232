import type { Step, StepMeta } from '../../contract.ts'
import { entityId, unknown } from '../../../model/index.ts'
import { acrossRegions, pages, type AwsContext, type Region } from '../regional.ts'
import type { SubjectRow } from '../roles-anywhere-client.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { instantFrom, nameOf, resourceOf } from '../workload.ts'

export const rolesAnywhere = {
  id: 'roles-anywhere',
  title: 'IAM Roles Anywhere',
  tier: 'core',
  scopes: ['account'],
  needs: ['rolesanywhere:ListTrustAnchors', 'rolesanywhere:ListProfiles', 'rolesanywhere:ListSubjects'],
  emits: ['roles-anywhere'],
  after: ['regions'],
  group: 'regional',
} as const satisfies StepMeta

export const listRolesAnywhere: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.rolesAnywhere, async (region) => {
    await region.attempt(readTrustAnchors(context, region))
    await region.attempt(readProfiles(context, region))
    await region.attempt(readSubjects(context, region))
  })

async function readTrustAnchors(context: AwsContext, region: Region): Promise<void> {
  const list = (nextToken?: string) =>
    region.ask('rolesAnywhere', 'ListTrustAnchors', (ra, o) => ra.listTrustAnchors({ nextToken }, o))
  for await (const page of pages('rolesanywhere:ListTrustAnchors', list, (p) => p.nextToken))
    for (const { trustAnchorArn: arn, name, enabled, source, createdAt } of page.trustAnchors ?? []) {
      if (!arn) continue
      context.emit({
        ...resourceOf(context, 'rolesanywhere:trust-anchor', arn, name ?? nameOf(arn)),
        facts: {
          region: region.name,
          enabled: enabled ?? false,
          sourceType: source?.sourceType ?? 'unknown',
          createdAt: instantFrom(createdAt),
        },
      })
    }
}

async function readProfiles(context: AwsContext, region: Region): Promise<void> {
  const list = (nextToken?: string) =>
    region.ask('rolesAnywhere', 'ListProfiles', (ra, o) => ra.listProfiles({ nextToken }, o))
  for await (const page of pages('rolesanywhere:ListProfiles', list, (p) => p.nextToken))
    for (const row of page.profiles ?? []) {
      if (!row.profileArn) continue
      context.emit({
        ...resourceOf(context, 'rolesanywhere:profile', row.profileArn, row.name ?? nameOf(row.profileArn)),
        facts: {
          region: region.name,
          enabled: row.enabled ?? false,
          roleArns: [...(row.roleArns ?? [])].toSorted(),
          hasSessionPolicy: Boolean(row.sessionPolicy),
          managedPolicyArns: [...(row.managedPolicyArns ?? [])].toSorted(),
          acceptRoleSessionName: row.acceptRoleSessionName ?? false,
          durationSeconds: row.durationSeconds ?? null,
          createdAt: instantFrom(row.createdAt),
        },
      })
    }
}

async function readSubjects(context: AwsContext, region: Region): Promise<void> {
  const list = (nextToken?: string) =>
    region.ask('rolesAnywhere', 'ListSubjects', (ra, o) => ra.listSubjects({ nextToken }, o))
  for await (const page of pages('rolesanywhere:ListSubjects', list, (p) => p.nextToken))
    for (const row of page.subjects ?? []) emitSubject(context, region, row)
}

/** Who has come with a certificate: real use, whatever the trust would allow. */
function emitSubject(context: AwsContext, region: Region, row: SubjectRow): void {
  const { subjectArn: nativeId, x509Subject = '' } = row
  if (!nativeId) return
  const id = entityId('aws', context.session.accountId, 'rolesanywhere-subject', nativeId)
  const notRead = unknown('not-collected')
  context.emit({
    type: 'identity',
    id,
    provider: 'aws',
    scope: context.scope.id,
    kind: 'rolesanywhere-subject',
    nativeId,
    name: /(?:^|,)\s*CN=([^,]+)/i.exec(x509Subject)?.[1] ?? (x509Subject || nameOf(nativeId)),
    createdAt: instantFrom(row.createdAt),
    enabled: row.enabled ?? unknown('not-collected'),
    class: 'machine',
    environment: notRead,
    purpose: notRead,
    tags: notRead,
    facts: { region: region.name, x509Subject },
  })
  context.emit({
    type: 'usage',
    subject: id,
    lastUsedAt: instantFrom(row.lastSeenAt),
    observedSince: null,
    precision: 'exact',
    source: 'rolesanywhere:ListSubjects',
  })
}
