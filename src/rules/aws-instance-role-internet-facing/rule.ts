import { powerOf } from '../../analysis/effective/aws-power.ts'
import type { Power } from '../../analysis/effective/aws-power.ts'
import { workloadFacts } from '../../analysis/effective/aws-facts.ts'
import type { Remediation, Resource, Severity } from '../../model/index.ts'
import { becauseOf } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { word } from '../shared/aws-commands.ts'
import { hiddenGrants } from '../shared/aws-paths.ts'
import { read } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'aws-instance-role-internet-facing',
  title: 'Instance on the internet runs with a powerful role',
  severity: 'high',
  provider: 'aws',
  subject: 'resource',
  kinds: ['ec2:instance'],
  reads: ['aws.workloads', 'aws.identities'],
  messages: {
    admin: 'Instance {instance} has the public address {address} and runs as {role}, an administrator{metadata}.',
    path: 'Instance {instance} has the public address {address} and runs as {role}, which becomes an administrator by {path}{metadata}.',
    sensitive:
      'Instance {instance} has the public address {address} and runs as {role}, which reads the secrets or data of the account{metadata}.',
  },
  frameworks: controls('over-privilege', {
    'owasp-nhi-2025': ['NHI5:2025', 'NHI6:2025'],
    'mitre-attack-19.1': ['T1552.005', 'T1078.004'],
  }),
  remediation: (instance) => mend(instance),
  check(instance, { view }) {
    const facts = workloadFacts(instance)
    const state = facts['state']
    if (typeof state === 'string' && state !== 'running') return undefined
    const address = facts['publicIp']
    if (address === null || address === '') return undefined
    const power = powerOf(instance, view)
    if (power === null) return undefined
    if (typeof address !== 'string') return unknownBecause(becauseOf(address), ['ec2:DescribeInstances'])
    if (typeof power === 'string') return unknownBecause(power, ['iam:GetAccountAuthorizationDetails'])
    const { standing, role, paths } = power
    const [path] = paths
    if (standing.tier === 'ordinary' && !path) return hiddenGrants(role) ?? pass
    // Version 1 of the metadata service hands the credentials to whoever makes the instance fetch a URL.
    const old = facts['imdsv2Required'] === false
    return fail(standing.tier === 'admin' ? 'admin' : path ? 'path' : 'sensitive', {
      values: {
        instance: instance.name,
        address,
        role: role.identity.name,
        path: path?.id ?? '',
        metadata: old ? ', and its metadata service answers without a token' : '',
      },
      severity: severityOf(power, old),
      confidence: (path ?? standing).verdict === 'proven' ? 'proven' : 'possible',
      evidence: read('ec2:DescribeInstances', `PublicIpAddress ${address}, role ${role.arn}`),
      related: [role.id],
      data: { role: role.arn, holds: standing.tier, imdsv2Required: !old, paths },
    })
  },
})

function severityOf({ standing, paths }: Power, old: boolean): Severity {
  if (standing.tier === 'admin') return old ? 'critical' : 'high'
  if (paths.length > 0) return 'high'
  return old ? 'high' : 'medium'
}

function mend({ nativeId }: Resource): readonly Remediation[] {
  const id = nativeId.split('/').at(-1) ?? nativeId
  const region = nativeId.split(':')[3]
  const where = region === undefined || region === '' ? '' : ` --region ${word(region)}`
  return [
    {
      text: 'Have the metadata service answer with a token only.',
      command: `aws ec2 modify-instance-metadata-options${where} --instance-id ${word(id)} --http-tokens required --http-put-response-hop-limit 1`,
    },
    { text: 'Give the instance a role of its own with what its program needs, and nothing of IAM.' },
    { text: 'Put it behind a load balancer or a gateway, in a subnet without public addresses.' },
  ]
}
