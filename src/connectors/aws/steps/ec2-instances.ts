import { becauseOf, isKnown, unknown, type Facts, type Known } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { all } from '../../shared/fan-out.ts'
import { acrossRegions, chunks, from, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { emitWorkload, instantOf, resourceId, tagsOf } from '../workload.ts'

export const ec2Instances = {
  id: 'ec2-instances',
  title: 'EC2 instances with a role',
  tier: 'core',
  scopes: ['account'],
  needs: ['ec2:DescribeIamInstanceProfileAssociations', 'ec2:DescribeInstances'],
  emits: ['workloads', 'ec2-instances'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

/** Tags that AWS itself sets on what a group or a template starts. */
const groupTag = 'aws:autoscaling:groupName'
const templateTag = 'aws:ec2launchtemplate:id'

/** Most values of one filter, https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html */
const mostFilterValues = 200

/** An instance with a profile, as later steps need it. */
export interface SeenInstance {
  readonly id: string
  readonly instanceId: string
  readonly roleArn: Known<string>
  readonly launchTemplateId: string | undefined
  readonly autoScalingGroup: string | undefined
}

/** Region -> instances; `undefined` where the step did not get to list them. */
const sharedKey = 'instances'

export function instancesSeen(session: AwsSession): ReadonlyMap<string, readonly SeenInstance[]> | undefined {
  return session.facts.shared.get(sharedKey) as ReadonlyMap<string, readonly SeenInstance[]> | undefined
}

export const listInstances: Step<AwsSession> = (context) => {
  const seen = new Map<string, SeenInstance[]>()
  context.session.facts.shared.set(sharedKey, seen)
  return acrossRegions(context, targets.instances, async (region) => {
    const profiles = new Map<string, string>()
    const list = (NextToken?: string) =>
      region.ask('ec2', 'DescribeIamInstanceProfileAssociations', (ec2, o) =>
        ec2.describeIamInstanceProfileAssociations({ NextToken, MaxResults: 1000 }, o),
      )
    for await (const page of pages('ec2:DescribeIamInstanceProfileAssociations', list, (p) => p.NextToken))
      for (const { InstanceId, IamInstanceProfile, State } of page.IamInstanceProfileAssociations ?? [])
        if (InstanceId && IamInstanceProfile?.Arn && !State?.startsWith('disassociat'))
          profiles.set(InstanceId, IamInstanceProfile.Arn)
    await all(chunks([...profiles.keys()].toSorted(), mostFilterValues), async (ids) => {
      const found = await readInstances(context, region, ids, profiles)
      seen.set(region.name, [...(seen.get(region.name) ?? []), ...found])
    })
  })
}

async function readInstances(
  context: AwsContext,
  region: Region,
  ids: readonly string[],
  profiles: ReadonlyMap<string, string>,
): Promise<readonly SeenInstance[]> {
  const answer = await region.attempt(instancesOf(region, ids))
  const seen: SeenInstance[] = []
  for (const id of ids) {
    const row = isKnown(answer) ? answer.get(id) : undefined
    // Associated, and not there: ended between the two questions.
    if (isKnown(answer) && row === undefined) continue
    const profile = profiles.get(id) ?? ''
    const arn = `arn:${context.session.partition}:ec2:${region.name}:${context.session.accountId}:instance/${id}`
    const tags = row && tagsOf(row.Tags)
    const roleArn = roleOfProfile(context, profile)
    emitWorkload(context, {
      kind: 'ec2:instance',
      arn,
      name: tags?.['Name'] || id,
      region: region.name,
      roleArn,
      source: 'ec2:DescribeIamInstanceProfileAssociations',
      tags: from(answer, () => tags ?? {}),
      facts: { instanceProfileArn: profile, ...(row ? instanceFacts(row, tags ?? {}) : unreadFacts(answer)) },
    })
    seen.push({
      id: resourceId(context, 'ec2:instance', arn),
      instanceId: id,
      roleArn,
      launchTemplateId: tags?.[templateTag],
      autoScalingGroup: tags?.[groupTag],
    })
  }
  return seen
}

function unreadFacts(answer: Known<unknown>): Facts {
  const because = unknown(becauseOf(answer))
  return { state: because, publicIp: because, imdsv2Required: because, imdsHopLimit: because }
}

interface InstanceRow {
  readonly InstanceId?: string | undefined
  readonly State?: { readonly Name?: string | undefined } | undefined
  readonly PublicIpAddress?: string | undefined
  readonly LaunchTime?: Date | undefined
  readonly MetadataOptions?:
    | {
        readonly HttpTokens?: string | undefined
        readonly HttpEndpoint?: string | undefined
        readonly HttpPutResponseHopLimit?: number | undefined
      }
    | undefined
  readonly Tags?: { Key?: string | undefined; Value?: string | undefined }[] | undefined
}

async function instancesOf(region: Region, ids: readonly string[]): Promise<ReadonlyMap<string, InstanceRow>> {
  const found = new Map<string, InstanceRow>()
  // By filter: asked by id, one instance that is gone would fail the whole question.
  const Filters = [{ Name: 'instance-id', Values: [...ids] }]
  const list = (NextToken?: string) =>
    region.ask('ec2', 'DescribeInstances', (ec2, o) =>
      ec2.describeInstances({ Filters, NextToken, MaxResults: 1000 }, o),
    )
  for await (const page of pages('ec2:DescribeInstances', list, (p) => p.NextToken))
    for (const row of (page.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []))
      if (row.InstanceId) found.set(row.InstanceId, row)
  return found
}

function instanceFacts(row: InstanceRow, tags: { readonly [key: string]: string }): Facts {
  const { HttpTokens, HttpEndpoint, HttpPutResponseHopLimit } = row.MetadataOptions ?? {}
  return {
    state: row.State?.Name ?? null,
    publicIp: row.PublicIpAddress ?? null,
    launchedAt: instantOf(row.LaunchTime),
    // With the metadata endpoint off there is nothing that version 1 could give away.
    imdsv2Required: HttpTokens === undefined ? null : HttpTokens === 'required' || HttpEndpoint === 'disabled',
    // A container is one hop further away than its machine; 0: the endpoint is off.
    imdsHopLimit: HttpEndpoint === 'disabled' ? 0 : (HttpPutResponseHopLimit ?? null),
    launchTemplateId: tags[templateTag] ?? null,
    autoScalingGroup: tags[groupTag] ?? null,
  }
}

export function roleOfProfile(context: AwsContext, profile: string): Known<string> {
  const { instanceProfiles } = context.session.facts
  if (instanceProfiles === undefined) return unknown('not-collected')
  return instanceProfiles.get(profile) ?? null
}
