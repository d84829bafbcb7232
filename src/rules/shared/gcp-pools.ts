/** Words for workload identity pools and their providers, where they are read, and how they are narrowed. */
import { poolProviderFacts } from '../../analysis/effective/gcp-facts.ts'
import type { PoolProviderFacts } from '../../model/facts/gcp.ts'
import type { Evidence, Remediation, Resource } from '../../model/index.ts'
import { valueOf } from '../../model/index.ts'
import { word } from './shell.ts'

export const providerPermission = 'iam.googleapis.com/workloadIdentityPoolProviders.list'

/** The last part of its name. */
export function poolWords(pool: string): string {
  return pool.slice(pool.lastIndexOf('/') + 1)
}

export function providerEvidence(provider: Resource): readonly Evidence[] {
  const { providerName, issuer, attributeCondition } = poolProviderFacts(provider)
  return [
    {
      source: 'iam.projects.locations.workloadIdentityPools.providers.list',
      detail: `${providerName} issuer ${valueOf(issuer) ?? 'not known'}, attributeCondition ${valueOf(attributeCondition) ?? 'none'}`,
    },
  ]
}

/** https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines#conditions */
export function demand(provider: PoolProviderFacts, condition: string, text: string): Remediation {
  const [, project = '', pool = '', name = ''] =
    /^projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)\/providers\/([^/]+)$/.exec(
      provider.providerName,
    ) ?? []
  return {
    text,
    command: `gcloud iam workload-identity-pools providers update-oidc ${word(name)} --workload-identity-pool=${word(pool)} --location=global --project=${word(project)} --attribute-condition=${word(condition)}`,
  }
}
