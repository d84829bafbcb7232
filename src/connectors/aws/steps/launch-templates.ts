import { unknown, type Known } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { acrossRegions, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { emitWorkload, instantOf } from '../workload.ts'
import { instancesSeen, roleOfProfile } from './ec2-instances.ts'

export const launchTemplates = {
  id: 'launch-templates',
  title: 'Launch templates with a role',
  tier: 'deep',
  scopes: ['account'],
  needs: ['ec2:DescribeLaunchTemplateVersions'],
  emits: ['launch-templates'],
  after: ['regions', 'ec2-instances'],
  group: 'resource-map',
} as const satisfies StepMeta

interface Version {
  readonly LaunchTemplateId?: string | undefined
  readonly LaunchTemplateName?: string | undefined
  readonly VersionNumber?: number | undefined
  readonly DefaultVersion?: boolean | undefined
  readonly CreateTime?: Date | undefined
  readonly LaunchTemplateData?:
    | {
        readonly IamInstanceProfile?:
          | { readonly Arn?: string | undefined; readonly Name?: string | undefined }
          | undefined
      }
    | undefined
}

/** The latest and the default version of each template: the service lists no others but one template at a time. */
const Versions = ['$Latest', '$Default']

export const listLaunchTemplates: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.launchTemplates, async (region) => {
    const versions = new Map<string, Version[]>()
    const list = (NextToken?: string) =>
      region.ask('ec2', 'DescribeLaunchTemplateVersions', (ec2, o) =>
        ec2.describeLaunchTemplateVersions({ Versions, NextToken, MaxResults: 200 }, o),
      )
    for await (const page of pages('ec2:DescribeLaunchTemplateVersions', list, (p) => p.NextToken))
      for (const row of page.LaunchTemplateVersions ?? [])
        if (row.LaunchTemplateId)
          versions.set(row.LaunchTemplateId, [...(versions.get(row.LaunchTemplateId) ?? []), row])
    for (const [id, rows] of versions) emitTemplate(context, region, id, rows)
  })

/** What else a version holds, user data above all, is not looked at. */
function emitTemplate(context: AwsContext, region: Region, id: string, rows: readonly Version[]): void {
  const newestFirst = rows.toSorted((a, b) => (b.VersionNumber ?? 0) - (a.VersionNumber ?? 0))
  const chosen = newestFirst.find((row) => row.LaunchTemplateData?.IamInstanceProfile !== undefined)
  const profile = chosen && profileArnOf(context, chosen)
  if (chosen === undefined || profile === undefined) return
  const { partition, accountId } = context.session
  emitWorkload(context, {
    kind: 'ec2:launch-template',
    arn: `arn:${partition}:ec2:${region.name}:${accountId}:launch-template/${id}`,
    name: chosen.LaunchTemplateName ?? id,
    region: region.name,
    // What is started from it runs with the role; the template itself does not.
    running: false,
    roleArn: roleOfProfile(context, profile),
    source: 'ec2:DescribeLaunchTemplateVersions',
    facts: {
      launchTemplateId: id,
      instanceProfileArn: profile,
      versionNumber: chosen.VersionNumber ?? null,
      defaultVersion: rows.find(({ DefaultVersion }) => DefaultVersion === true)?.VersionNumber ?? null,
      usedByAutoScalingGroup: usedByGroup(context, region, id),
      createdAt: instantOf(chosen.CreateTime),
    },
  })
}

/** By ARN or by name; a name alone stands for the profile of that name, whatever its path. */
function profileArnOf(context: AwsContext, { LaunchTemplateData: data }: Version): string | undefined {
  const { Arn, Name } = data?.IamInstanceProfile ?? {}
  if (Arn || !Name) return Arn || undefined
  const { partition, accountId, facts } = context.session
  const found = [...(facts.instanceProfiles?.keys() ?? [])].find((arn) => arn.split('/').at(-1) === Name)
  return found ?? `arn:${partition}:iam::${accountId}:instance-profile/${Name}`
}

/** Instances that a group started tell of it; a group that runs none at present is not seen, so there is no no. */
function usedByGroup(context: AwsContext, region: Region, id: string): Known<boolean> {
  const instances = instancesSeen(context.session)?.get(region.name) ?? []
  const used = instances.some(({ launchTemplateId, autoScalingGroup }) => launchTemplateId === id && autoScalingGroup)
  return used ? true : unknown('not-collected')
}
