import type { Step, StepMeta } from '../../contract.ts'
import { acrossRegions, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { instantOf, nameOf, resourceOf, tagsOf } from '../workload.ts'

export const secrets = {
  id: 'secrets',
  title: 'Secrets Manager secrets',
  tier: 'core',
  scopes: ['account'],
  needs: ['secretsmanager:ListSecrets'],
  emits: ['secrets'],
  after: ['regions'],
  group: 'regional',
} as const satisfies StepMeta

/** For the step that reads their policies: region -> ARNs. */
const sharedKey = 'secrets'

export function secretsOf(session: AwsSession): ReadonlyMap<string, readonly string[]> | undefined {
  return session.facts.shared.get(sharedKey) as ReadonlyMap<string, readonly string[]> | undefined
}

export const listSecrets: Step<AwsSession> = async (context) => {
  const found = new Map<string, string[]>()
  context.session.facts.shared.set(sharedKey, found)
  await acrossRegions(context, targets.secrets, async (region) => {
    const list = (NextToken?: string) =>
      region.ask('secretsManager', 'ListSecrets', (manager, o) =>
        manager.listSecrets({ NextToken, MaxResults: 100, IncludePlannedDeletion: false }, o),
      )
    for await (const page of pages('secretsmanager:ListSecrets', list, (p) => p.NextToken)) {
      for (const row of page.SecretList ?? []) {
        if (!row.ARN) continue
        found.set(region.name, [...(found.get(region.name) ?? []), row.ARN])
        emitSecret(context, region, { ...row, ARN: row.ARN })
      }
    }
  })
}

interface SecretRow {
  readonly ARN: string
  readonly Name?: string | undefined
  readonly CreatedDate?: Date | undefined
  readonly RotationEnabled?: boolean | undefined
  readonly LastRotatedDate?: Date | undefined
  readonly LastChangedDate?: Date | undefined
  readonly LastAccessedDate?: Date | undefined
  readonly NextRotationDate?: Date | undefined
  readonly OwningService?: string | undefined
  readonly KmsKeyId?: string | undefined
  readonly PrimaryRegion?: string | undefined
  readonly Type?: string | undefined
  readonly Tags?: { Key?: string | undefined; Value?: string | undefined }[] | undefined
}

function emitSecret(context: AwsContext, region: Region, row: SecretRow): void {
  context.emit({
    ...resourceOf(context, 'secretsmanager:secret', row.ARN, row.Name ?? nameOf(row.ARN)),
    facts: {
      region: region.name,
      createdAt: instantOf(row.CreatedDate),
      rotationEnabled: row.RotationEnabled ?? false,
      lastRotatedAt: instantOf(row.LastRotatedDate),
      lastChangedAt: instantOf(row.LastChangedDate),
      // Left out by the service where the secret was never retrieved in this region.
      lastAccessedAt: instantOf(row.LastAccessedDate),
      nextRotationAt: instantOf(row.NextRotationDate),
      owningService: row.OwningService ?? null,
      kmsKeyId: row.KmsKeyId ?? null,
      primaryRegion: row.PrimaryRegion ?? null,
      type: row.Type ?? null,
      resourcePolicy: { unknown: 'not-collected' },
      tags: tagsOf(row.Tags),
    },
  })
}
