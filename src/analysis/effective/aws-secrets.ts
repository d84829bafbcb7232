/** Secrets that stand in several regions: a primary and the replicas that follow it. */
import type { Resource } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { secretFacts } from './aws-facts.ts'

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html */
export function isReplica(secret: Resource): boolean {
  return isReplicated(secret) && secret.facts['primaryRegion'] !== secretFacts(secret).region
}

/** A secret that stands in one region only names no primary region. */
export function isReplicated(secret: Resource): boolean {
  return typeof secret.facts['primaryRegion'] === 'string'
}

/** The replicas of a primary, in other regions. */
export function replicasOf(secret: Resource, view: View): readonly Resource[] {
  const index = view.once('aws replicas by secret', () => {
    const replicas = [...view.resources({ kind: 'secretsmanager:secret' })].filter(isReplica)
    return Map.groupBy(replicas, nameAnywhere)
  })
  return index.get(nameAnywhere(secret)) ?? []
}

/** A replica has the ARN of its primary but for the region. */
function nameAnywhere(secret: Resource): string {
  return secret.nativeId.split(':').slice(4).join(':')
}
