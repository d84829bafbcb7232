import type { PoolProviderFacts } from '../../../model/facts/gcp.ts'
import { ownId, placeOf } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { ProviderAnswer } from '../routes/workload-pools.ts'

/** Members of policies name pools by the project's number, so that the names of providers do too. */
export function byProjectNumber(name: string, { session }: Pick<GcpContext, 'session'>): string {
  return name.replace(/(?<=^projects\/)[^/]+/, (project) => session.facts.projects?.get(project)?.number ?? project)
}

/** `projects/1/locations/global/workloadIdentityPools/github/providers/actions` -> without the last two parts */
export function poolOf(providerName: string): string {
  return providerName.replace(/\/providers\/[^/]+$/, '')
}

/** `disabled`: its pool is. */
export function providerFacts(provider: ProviderAnswer, providerName: string, disabled: boolean): PoolProviderFacts {
  const { oidc, aws, saml, x509 } = provider
  const kind = aws !== undefined ? 'aws' : saml !== undefined ? 'saml' : x509 !== undefined ? 'x509' : 'oidc'
  return {
    providerName,
    poolName: poolOf(providerName),
    projectNumber: providerName.split('/')[1] ?? '',
    disabled: disabled || provider.disabled === true,
    kind,
    issuer: oidc?.issuerUri ?? null,
    audiences: (oidc?.allowedAudiences ?? []).toSorted(),
    awsAccount: aws?.accountId ?? null,
    attributeMapping: provider.attributeMapping ?? {},
    attributeCondition: provider.attributeCondition || null,
  }
}

export function emitProvider(context: GcpContext, facts: PoolProviderFacts): void {
  const { providerName } = facts
  context.emit({
    type: 'resource',
    id: ownId('workload-pool-provider', providerName),
    ...placeOf(context),
    kind: 'workload-pool-provider',
    nativeId: providerName,
    name: providerName.split('/').at(-1) ?? providerName,
    facts,
  })
}
