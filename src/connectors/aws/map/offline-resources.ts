import { entityId, unknown, type Emission, type Json } from '../../../model/index.ts'
import { configFacts } from '../../shared/secret-shapes.ts'
import { accountsOf, type ResourceRow } from './offline-files.ts'
import { idIn, readBy, type Place } from './place.ts'

/** Settings that a workload runs with: their values are judged and dropped. */
const settings =
  /^(environment(variables)?|env(variables)?|variables|(default)?arguments|parameters|userdata|definition|secrets)$/i

/** Kinds whose own configuration could hold a secret. */
const configured =
  /^(lambda:function|ecs:(service|task|task-definition)|glue:job|codebuild:project|apprunner:service|states:state-machine|bedrock-agentcore:runtime)$/

/** A resource as the file tells of it, and the role that it runs with. */
export function resourceRecords(
  row: ResourceRow,
  place: Place,
  fingerprint: (value: string) => string,
): readonly Emission[] {
  const { type: kind, arn, roleArn, name, ...rest } = row
  const given = Object.entries(rest)
  const { configSecrets, accessKeyIds } = configFacts(given, fingerprint)
  const tainted = new Set(configSecrets.map(({ name: path }) => path.split('.')[0]))
  const kept = given.filter(([key, value]) => !settings.test(key) && !tainted.has(key) && value !== undefined)
  const hasSettings = given.some(([key]) => settings.test(key)) || tainted.size > 0
  const secrets = hasSettings ? configSecrets : unknown('not-collected')
  const id = idIn(place, kind, arn)
  const region = arn.split(':')[3]
  const resource: Emission = {
    type: 'resource',
    id,
    provider: 'aws',
    scope: place.scope,
    kind,
    nativeId: arn,
    name: name ?? arn.split(/[:/]/).at(-1) ?? arn,
    facts: {
      ...(Object.fromEntries(kept) as { readonly [key: string]: Json }),
      arn,
      region: region === undefined || region === '' ? null : region,
      roleArn: roleArn ?? null,
      ...(configured.test(kind) || hasSettings ? { configSecrets: secrets } : {}),
      ...(accessKeyIds.length === 0 ? {} : { accessKeyIds }),
    },
  }
  const [owner] = accountsOf([roleArn ?? ''])
  if (typeof roleArn !== 'string' || owner === undefined) return [resource]
  const to = entityId('aws', owner.accountId, 'iam-role', roleArn)
  return [resource, { type: 'edge', kind: 'runs-as', from: id, to, evidence: readBy('resources file', arn) }]
}
