import { actionsPolicyFacts } from '../../analysis/effective/github-facts.ts'
import { placeOfPolicy, repeatsOrganization } from '../../analysis/effective/github-policies.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { policyPath, policySource, repositoryOfPolicy } from '../shared/github-policies.ts'

export const rule = defineRule({
  id: 'github-actions-token-write-default',
  title: 'Token of every run may write unless told otherwise',
  severity: 'medium',
  provider: 'github',
  subject: 'resource',
  kinds: ['actions-policy'],
  reads: ['github.actions-policy'],
  messages: { write: 'Runs of {place} get a token that may write, where their workflow does not say what it may.' },
  frameworks: githubControls('over-privilege', { 'owasp-nhi-2025': ['NHI5:2025', 'NHI6:2025'] }),
  remediation: (policy) => [
    {
      text: 'Write permissions into the workflows that push, release or comment, for each job what it needs; the others need nothing.',
    },
    {
      text: 'Then let the token only read by default.',
      command: `gh api -X PUT ${policyPath(policy)} -f default_workflow_permissions=read`,
    },
  ],
  check(policy, { view }) {
    const { defaultWorkflowPermissions: level } = actionsPolicyFacts(policy)
    const { source, permission } = policySource(policy)
    if (!isKnown(level)) return unknownBecause(becauseOf(level), [permission])
    if (level === 'read') return pass
    const repeats = repeatsOrganization(policy, 'defaultWorkflowPermissions', view)
    if (repeats === true) return undefined
    return fail('write', {
      values: { place: placeOfPolicy(policy) },
      ...(repeats === 'unknown' ? { confidence: 'possible' as const } : {}),
      evidence: read(source, 'default_workflow_permissions write'),
      related: repositoryOfPolicy(policy, view.scope),
      data: { level: actionsPolicyFacts(policy).level },
    })
  },
})
