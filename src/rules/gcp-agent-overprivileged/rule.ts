import { gcpAgentFacts, serviceAccountFacts } from '../../analysis/effective/gcp-facts.ts'
import { holdingsOf } from '../../analysis/effective/gcp-holdings.ts'
import type { GcpHolding } from '../../analysis/effective/gcp-holdings.ts'
import { isServiceAgent } from '../../analysis/effective/gcp-principals.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Remediation, Severity } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import {
  holdingEvidence,
  isSure,
  ofTier,
  holdingNames,
  holdingWords,
  removeHoldings,
  unreadRole,
} from '../shared/gcp-holdings.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gcp-agent-overprivileged',
  title: 'AI agent acts as an identity that holds far more than an agent needs',
  severity: 'high',
  provider: 'gcp',
  subject: 'resource',
  kinds: ['reasoning-engine'],
  reads: [
    'gcp.agents',
    'gcp.service-accounts',
    'gcp.allow-policies',
    'gcp.resource-policies',
    'gcp.hierarchy',
    'gcp.roles',
    'gcp.groups',
  ],
  messages: {
    control: 'Agent {agent} acts as {identity}, which may give roles away: {roles}.',
    takeover: 'Agent {agent} acts as {identity}, which can become other service accounts: {roles}.',
    default: 'Agent {agent} acts as {identity}, which workloads share by default: {roles}.',
  },
  frameworks: gcpControls('over-privilege', { 'nist-ai-600-1': ['GV-1.6-003'] }),
  remediation: () => [narrow],
  check(agent, { view, now }) {
    const { effectiveIdentity } = gcpAgentFacts(agent)
    if (!isKnown(effectiveIdentity))
      return effectiveIdentity === null
        ? undefined
        : unknownBecause(becauseOf(effectiveIdentity), ['aiplatform.reasoningEngines.list'])
    const { member, name } = memberIn(effectiveIdentity)
    const held = holdingsOf(view, member, now).filter((holding) => !isGoogles(name, holding))
    const control = ofTier(held, 'control')
    const found = control.length > 0 ? control : ofTier(held, 'takeover')
    if (found.length === 0) return unreadRole(held) ?? pass
    const shared = isDefault(name, view)
    const message = control.length > 0 ? 'control' : shared ? 'default' : 'takeover'
    return fail(message, {
      values: { agent: agent.name, identity: name, roles: enumerated(holdingWords(found)) },
      severity: severityOf(message),
      confidence: isSure(found) ? 'proven' : 'possible',
      evidence: [
        { source: 'aiplatform.projects.locations.reasoningEngines.list', detail: `${agent.nativeId} acts as ${name}` },
        ...holdingEvidence(found),
      ],
      related: view.edgesFrom(agent.id, 'runs-as').map(({ to }) => to),
      data: { identity: name, roles: holdingNames(found), shared },
      remediation: [narrow, ...removeHoldings(found, member)],
    })
  },
})

const narrow: Remediation = {
  text: 'Deploy the agent with an identity of its own, and grant that what its tools call, on the resources they work on. What reaches the agent in a prompt reaches what it may do.',
}

function severityOf(message: 'control' | 'takeover' | 'default'): Severity {
  return message === 'control' ? 'critical' : 'high'
}

/** `agents.global.…` of an agent with an identity of its own, else an e-mail. */
function memberIn(effective: string): { readonly member: string; readonly name: string } {
  const name = effective.replace(/^(?:principal:\/\/|spiffe:\/\/|serviceAccount:)/, '')
  return { member: name.includes('@') ? `serviceAccount:${name}` : `principal://${name}`, name }
}

/** What Google gives its own agent so that the service runs is Google's choice. */
function isGoogles(name: string, { role }: GcpHolding): boolean {
  return isServiceAgent(name) && /serviceAgent$/i.test(role)
}

function isDefault(email: string, view: View): boolean {
  const account = worldOf(view).account(email)
  const identity = account && view.identity(account.id)
  if (identity === undefined) return false
  const { defaultOf } = serviceAccountFacts(identity)
  return !isUnknown(defaultOf) && defaultOf !== null
}
