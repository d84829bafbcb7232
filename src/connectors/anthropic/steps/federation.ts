import type { AnthropicFederationFacts } from '../../../model/facts/anthropic.ts'
import type { StepMeta } from '../../contract.ts'
import { all, operationOf } from '../../shared/vendor/index.ts'
import { underOauth } from '../map/lacking.ts'
import { orgAdmin } from '../needs.ts'
import { idOf, instantOf, placeOf, workspaceNamed } from '../place.ts'
import type { AnthropicContext } from '../place.ts'
import { listIssuers, listRules } from '../routes/federation.ts'
import type { IssuerAnswer, RuleAnswer } from '../routes/federation.ts'

export const federationMeta = {
  id: 'federation',
  title: 'Tokens of other issuers that become service accounts',
  tier: 'core',
  scopes: ['organization'],
  needs: [orgAdmin],
  emits: ['federation'],
  after: ['workspaces'],
} as const satisfies StepMeta

export async function federation(context: AnthropicContext): Promise<void> {
  const asker = underOauth(context)
  if (asker === undefined) return
  const issuers = await all(asker, listIssuers)
  const byId = new Map(issuers.map((issuer) => [issuer.id, issuer]))
  for (const rule of await all(asker, listRules)) {
    // Without its issuer, which is archived, a rule lets nobody in.
    const issuer = byId.get(rule.issuer_id)
    if (issuer !== undefined) emitRule(context, issuer, rule)
  }
}

/** The list may be empty where the older field alone is set: https://platform.claude.com/docs/en/manage-claude/wif-admin-api */
function workspacesOf({ workspace_ids, workspace_id }: RuleAnswer): readonly string[] {
  return [...new Set([...(workspace_ids ?? []), ...(workspace_id == null ? [] : [workspace_id])])].toSorted()
}

function emitRule(context: AnthropicContext, issuer: IssuerAnswer, rule: RuleAnswer): void {
  const { match } = rule
  const facts = {
    ruleId: rule.id,
    issuerId: issuer.id,
    issuer: issuer.issuer_url,
    subject: match.subject_prefix ?? null,
    audience: match.audience ?? null,
    claims: Object.entries(match.claims ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .toSorted(),
    condition: match.condition ?? null,
    scopes: rule.oauth_scope.split(' ').filter(Boolean).toSorted(),
    serviceAccountId: rule.target.service_account_id,
    lifetimeSeconds: rule.token_lifetime_seconds,
    allWorkspaces: rule.applies_to_all_workspaces,
    workspaces: workspacesOf(rule).map((id) => workspaceNamed(context, id)),
  } satisfies AnthropicFederationFacts
  const id = idOf(context, 'federated', rule.id)
  const enabled = [rule.archived_at, issuer.archived_at].every(
    (archived) => archived === null || archived === undefined,
  )
  context.emit({
    type: 'credential',
    ...placeOf(context),
    id,
    kind: 'federated',
    nativeId: rule.id,
    name: rule.name,
    createdAt: instantOf(rule.created_at),
    expiresAt: null,
    rotatedAt: null,
    enabled,
    lifetime: 'ephemeral',
    facts,
  })
  const account = idOf(context, 'anthropic-service-account', facts.serviceAccountId)
  const evidence = [{ source: operationOf(listRules), detail: `rule ${rule.id} of issuer ${issuer.id}` }]
  context.emit({ type: 'edge', kind: 'authenticates', from: id, to: account, level: 'configured', evidence })
  if (!enabled) return
  const { subject, audience, claims, condition } = facts
  context.emit({
    type: 'edge',
    kind: 'trusts',
    from: account,
    to: `oidc:${facts.issuer.replace(/^https:\/\//, '')}`,
    via: rule.id,
    conditions: { subject, audience, claims, condition },
    level: 'configured',
    evidence,
  })
}
