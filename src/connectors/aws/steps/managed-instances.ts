import { pages, visitRegions } from '../regional.ts'
import type { Step, StepMeta } from '../../contract.ts'
import type { AwsSession } from '../session.ts'
import { instancesSeen } from './ec2-instances.ts'

export const managedInstances = {
  id: 'managed-instances',
  title: 'Instances under Systems Manager',
  tier: 'deep',
  scopes: ['account'],
  needs: ['ssm:DescribeInstanceInformation'],
  emits: ['managed-instances'],
  after: ['ec2-instances'],
  group: 'resource-map',
} as const satisfies StepMeta

/** Whether a session or a command would reach the instances that have a role: only where their agent is online. */
export const listManagedInstances: Step<AwsSession> = async (context) => {
  const seen = instancesSeen(context.session)
  const places = [...(seen ?? [])].flatMap(([name, instances]) => (instances.length > 0 ? [name] : []))
  if (seen === undefined || places.length === 0) return context.skip('No instance with a role was listed.')
  await visitRegions(context, places.toSorted(), async (region) => {
    const online = new Map<string, string | undefined>()
    const list = (NextToken?: string) =>
      region.ask('ssm', 'DescribeInstanceInformation', (ssm, o) =>
        ssm.describeInstanceInformation({ NextToken, MaxResults: 50 }, o),
      )
    for await (const page of pages('ssm:DescribeInstanceInformation', list, (p) => p.NextToken))
      for (const { InstanceId, PingStatus } of page.InstanceInformationList ?? [])
        if (InstanceId) online.set(InstanceId, PingStatus)
    for (const { instanceId, id } of seen.get(region.name) ?? []) {
      const facts = { ssmManaged: online.get(instanceId) === 'Online', ssmPingStatus: online.get(instanceId) ?? null }
      context.emit({ type: 'patch', of: 'resource', id, set: {}, facts })
    }
  })
}
