import { poolProviderFacts } from '../../analysis/effective/gcp-facts.ts'
import { issuerOf } from '../../analysis/effective/aws-oidc-issuers.ts'
import { providerTrust } from '../../analysis/effective/gcp-provider-trust.ts'
import { providerWords } from '../../analysis/effective/gcp-pools.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import type { View } from '../../inventory/view.ts'
import type { PoolProviderFacts } from '../../model/facts/gcp.ts'
import { isUnknown, valueOf } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { demand, providerEvidence, providerPermission } from '../shared/gcp-pools.ts'
import { enumerated } from '../shared/lists.ts'
import { placeWords } from '../shared/gcp-bindings.ts'

export const rule = defineRule({
  id: 'gcp-wif-no-condition',
  title: 'Provider of a workload identity pool lets in whoever its issuer serves',
  severity: 'high',
  provider: 'gcp',
  subject: 'resource',
  kinds: ['workload-pool-provider'],
  reads: ['gcp.workload-pools'],
  messages: {
    none: 'Provider {provider} takes every token of {issuer}, which serves everybody, and asks for no {tenant}.',
    weak: 'Provider {provider} takes tokens of {issuer}, which serves everybody, under a condition that holds them to no {tenant}.',
    used: 'Provider {provider} takes every token of {issuer}, which serves everybody, and whoever gets in holds a role on {places}.',
  },
  frameworks: gcpControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI6:2025'] }),
  remediation: (provider) => [
    demand(
      poolProviderFacts(provider),
      conditionFor(poolProviderFacts(provider)),
      'Ask for what is your own, by an id that never changes hands where there is one. Put your own value in the place of this one.',
    ),
    { text: 'Then bind roles to attributes of single repositories, and to nothing wider.' },
  ],
  check(provider, { view }) {
    const facts = poolProviderFacts(provider)
    if (facts.disabled || facts.kind !== 'oidc') return undefined
    const found = providerTrust(facts)
    if (isUnknown(found)) return unknownBecause(found.unknown, [providerPermission])
    const { trust, clear } = found
    if (!trust.issuer.shared) return undefined
    if (trust.subject === 'pinned') return pass
    if (!clear) return unknownBecause('unsupported', [`the condition of ${providerWords(facts)}`])
    const places = openTo(facts, view)
    return fail(places.length > 0 ? 'used' : facts.attributeCondition === null ? 'none' : 'weak', {
      values: {
        provider: providerWords(facts),
        issuer: trust.issuer.title,
        tenant: trust.issuer.tenantWord,
        places: enumerated(places),
      },
      ...(places.length > 0 ? { severity: 'critical' } : {}),
      evidence: providerEvidence(provider),
      data: { issuer: trust.url, openTo: places },
    })
  },
})

/** What all of the pool holds a role on: a stranger gets that, where other bindings still ask for a repository. */
function openTo({ poolName }: PoolProviderFacts, view: View): readonly string[] {
  const everybody = `principalSet://iam.googleapis.com/${poolName}/*`
  const found = worldOf(view).bindingsOf(everybody)
  return [...new Set(found.map(({ resource }) => placeWords(resource)))].toSorted()
}

function conditionFor({ issuer }: PoolProviderFacts): string {
  const { lasting, example } = issuerOf((valueOf(issuer) ?? '').replace(/^https:\/\//, ''))
  return lasting === undefined ? `assertion.sub == "${example}"` : `assertion.${lasting.demand} == "123456789"`
}
