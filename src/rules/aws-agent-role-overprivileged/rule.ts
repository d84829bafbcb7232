import { wholeServices } from '../../analysis/effective/aws-access/index.ts'
import { powerOf } from '../../analysis/effective/aws-power.ts'
import type { Power } from '../../analysis/effective/aws-power.ts'
import type { Remediation, Severity } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { breakPaths, hiddenGrants } from '../shared/aws-paths.ts'
import { enumerated } from '../shared/aws-trust.ts'
import { read } from '../shared/evidence.ts'

const narrow: readonly Remediation[] = [
  { text: 'Give the agent a role of its own, with the actions its tools call on the resources they work on.' },
  {
    text: 'Set a permissions boundary on it, so that a policy added later cannot make it more than an agent.',
    command: 'aws iam put-role-permissions-boundary --role-name "$ROLE" --permissions-boundary "$BOUNDARY_ARN"',
  },
]

export const rule = defineRule({
  id: 'aws-agent-role-overprivileged',
  title: 'AI agent runs with a role that holds far more than an agent needs',
  severity: 'high',
  provider: 'aws',
  subject: 'resource',
  kinds: [
    'bedrock:agent',
    'bedrock-agentcore:code-interpreter',
    'bedrock-agentcore:gateway',
    'bedrock-agentcore:runtime',
  ],
  reads: ['aws.agents', 'aws.identities'],
  messages: {
    admin: 'Agent {agent} runs as {role}, an administrator of the account.',
    path: 'Agent {agent} runs as {role}, which becomes an administrator by {path}.',
    sensitive: 'Agent {agent} runs as {role}, which reads the secrets or data of the whole account.',
    services: 'Agent {agent} runs as {role}, which may do everything in {services}.',
  },
  frameworks: controls('over-privilege', { 'nist-ai-600-1': ['GV-1.6-003'] }),
  remediation: () => narrow,
  check(agent, { view }) {
    const power = powerOf(agent, view)
    if (power === null) return undefined
    if (typeof power === 'string') return unknownBecause(power, ['iam:GetAccountAuthorizationDetails'])
    const { standing, role, paths } = power
    const [path] = paths
    const services = wholeServices(role)
    const message =
      standing.tier === 'admin' ? 'admin' : path ? 'path' : standing.tier === 'sensitive' ? 'sensitive' : 'services'
    if (message === 'services' && services.length === 0) return hiddenGrants(role) ?? pass
    return fail(message, {
      values: {
        agent: agent.name,
        role: role.identity.name,
        path: path?.id ?? '',
        services: enumerated(services),
      },
      severity: severityOf(power, path !== undefined),
      confidence: message === 'services' || (path ?? standing).verdict === 'proven' ? 'proven' : 'possible',
      evidence: read(agent.kind, `runs as ${role.arn}`),
      related: [role.id],
      data: { role: role.arn, holds: standing.tier, services, boundary: role.caller.boundary !== undefined, paths },
      ...(path ? { remediation: [...narrow, ...breakPaths(paths)] } : {}),
    })
  },
})

function severityOf({ standing }: Power, path: boolean): Severity {
  if (standing.tier === 'admin') return 'critical'
  return path || standing.tier === 'sensitive' ? 'high' : 'medium'
}
