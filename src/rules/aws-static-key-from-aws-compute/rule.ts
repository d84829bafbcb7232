import { holderIds, holderOf } from '../../analysis/credentials.ts'
import { accessKeyFacts } from '../../analysis/effective/aws-facts.ts'
import { workloadsNameKeys, workloadsWithKey } from '../../analysis/effective/aws-workloads.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { read } from '../shared/evidence.ts'
import { hasId, keyValues, retireKey } from '../shared/aws-commands.ts'

/** Services that are called from inside AWS or by pipelines, both of which have a better way to prove themselves. */
const callers = new Map([
  ['ec2messages', 'the Systems Manager agent on a managed machine'],
  ['ssmmessages', 'the Systems Manager agent on a managed machine'],
  ['ecr', 'whoever pushes and pulls container images'],
  ['ecr-public', 'whoever pushes and pulls container images'],
  ['codeartifact', 'a build'],
  ['codebuild', 'a delivery pipeline'],
  ['codedeploy', 'a delivery pipeline'],
  ['codepipeline', 'a delivery pipeline'],
  ['cloudformation', 'a delivery pipeline'],
  ['elasticbeanstalk', 'a delivery pipeline'],
])

export const rule = defineRule({
  id: 'aws-static-key-from-aws-compute',
  title: 'Access key is used where a role or OIDC would do',
  severity: 'medium',
  provider: 'aws',
  subject: 'credential',
  kinds: ['access-key'],
  reads: ['aws.access-key-ids', 'aws.access-keys', 'aws.key-usage', 'aws.workloads', 'aws.identities'],
  messages: {
    configured: 'Key {key} of {user} stands in the configuration of {workload}, which has a role to use instead.',
    likely: 'Key {key} of {user} was last used with {service}, as by {caller}; a role or OIDC may do instead.',
  },
  frameworks: controls('long-lived-secret', { 'owasp-nhi-2025': ['NHI4:2025'], 'cis-aws-7.0.0': ['2.16'] }),
  remediation: (key) => [
    { text: 'Let the workload use its own role, or the pipeline a role by OIDC federation, and drop the key from it.' },
    ...retireKey(key),
  ],
  check(key, { view }) {
    if (key.enabled === false || accessKeyFacts(key).root) return undefined
    const workloads = workloadsWithKey(key.nativeId, view)
    if (workloads.length > 0) {
      return fail('configured', {
        values: { ...keyValues(key), workload: workloads.map((workload) => workload.name).join(', ') },
        evidence: workloads.map((workload) => ({
          source: workload.kind,
          detail: `${workload.nativeId} names the key`,
        })),
        related: [...holderIds(key, view), ...workloads.map((workload) => workload.id)],
        data: { workloads: workloads.map((workload) => workload.nativeId) },
      })
    }
    const service = accessKeyFacts(key).lastUsedService
    if (isUnknown(service)) return unknownBecause(becauseOf(service), ['iam:GetCredentialReport'])
    const caller = service === null ? undefined : callers.get(service.toLowerCase())
    // Without its id nobody can tell whether one of the keys in configurations is this one.
    const nameless = !hasId(key) && workloadsNameKeys(view)
    if (service === null || !caller) return nameless ? unknownBecause('not-collected', ['iam:ListAccessKeys']) : pass
    const holder = holderOf(key, view)
    if (!holder) return unknownBecause('not-collected', ['iam:GetAccountAuthorizationDetails'])
    if (holder.class === 'human') return pass
    return fail('likely', {
      values: { ...keyValues(key), service, caller },
      confidence: 'possible',
      evidence: read('iam:GetCredentialReport', `last used with ${service}`),
      related: holderIds(key, view),
      data: { service },
    })
  },
})
