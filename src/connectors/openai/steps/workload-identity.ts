import type { OpenaiFederationFacts } from '../../../model/facts/openai.ts'
import { AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all as together } from '../../shared/fan-out.ts'
import { collectMisses } from '../../shared/misses.ts'
import { all, operationOf } from '../../shared/vendor/index.ts'
import { managementRead } from '../needs.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { OpenaiContext } from '../place.ts'
import { listFederationRules, listIdentityProviders } from '../routes/federation.ts'
import type { FederationRuleAnswer, ProviderAnswer } from '../routes/federation.ts'

export const workloadIdentityMeta = {
  id: 'workload-identity',
  title: 'Tokens of other issuers that become service accounts',
  tier: 'core',
  scopes: ['organization'],
  needs: [managementRead],
  emits: ['workload-identity'],
} as const satisfies StepMeta

export async function workloadIdentity(context: OpenaiContext): Promise<void> {
  const misses = collectMisses()
  await together(await all(context, listIdentityProviders), async (provider) => {
    try {
      for (const rule of await all(context, listFederationRules, { path: { provider: provider.id } }))
        emitRule(context, provider, rule)
    } catch (error) {
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      misses.addError(provider.name, error)
    }
  })
  misses.tell(context, 'Rules of')
}

function emitRule(context: OpenaiContext, provider: ProviderAnswer, rule: FederationRuleAnswer): void {
  const facts = {
    ruleId: rule.id,
    providerId: provider.id,
    providerName: provider.name,
    issuer: provider.issuer,
    audience: provider.audience,
    matchers: Object.entries(rule.attribute_matchers ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .toSorted(),
    projectId: rule.project_id,
    serviceAccountId: rule.service_account_id,
    scopes: rule.permissions.type === 'restricted' ? (rule.permissions.scopes ?? []) : null,
  } satisfies OpenaiFederationFacts
  const id = idOf(context, 'federated', rule.id)
  const enabled = rule.enabled && provider.enabled
  context.emit({
    type: 'credential',
    ...placeOf(context),
    id,
    kind: 'federated',
    nativeId: rule.id,
    name: rule.name ?? rule.id,
    createdAt: instantOf(rule.created_at),
    expiresAt: null,
    rotatedAt: null,
    enabled,
    lifetime: 'ephemeral',
    facts,
  })
  const account = idOf(context, 'openai-service-account', rule.service_account_id)
  const evidence = [{ source: operationOf(listFederationRules), detail: `rule ${rule.id} of provider ${provider.id}` }]
  context.emit({ type: 'edge', kind: 'authenticates', from: id, to: account, level: 'configured', evidence })
  if (!enabled) return
  context.emit({
    type: 'edge',
    kind: 'trusts',
    from: account,
    to: `oidc:${provider.issuer.replace(/^https:\/\//, '')}`,
    via: rule.id,
    conditions: { audience: provider.audience, matchers: facts.matchers },
    level: 'configured',
    evidence,
  })
}
