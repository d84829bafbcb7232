import { openaiAccountFacts, openaiEntity } from '../../analysis/effective/openai-facts.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { read } from '../shared/evidence.ts'
import { managementScope, openaiCall } from '../shared/openai-keys.ts'

export const rule = defineRule({
  id: 'openai-service-account-owner-role',
  title: 'Service account owns its project at OpenAI',
  severity: 'high',
  provider: 'openai',
  subject: 'identity',
  kinds: ['openai-service-account'],
  reads: ['openai.service-accounts'],
  messages: {
    owner: 'Service account {account} owns project {project}: whoever has its key may change who and what is in it.',
  },
  frameworks: modelControls('over-privilege'),
  remediation: (account) => [
    {
      text: 'Make it a member: calling models takes no more.',
      command: openaiCall(
        'POST',
        `/organization/projects/${openaiAccountFacts(account).projectId ?? ''}/service_accounts/${account.nativeId}`,
        { role: 'member' },
      ),
    },
  ],
  check(account, { view }) {
    const { projectId, projectName, role } = openaiAccountFacts(account)
    if (projectId === null) return undefined
    if (isUnknown(role)) return unknownBecause(becauseOf(role), [managementScope])
    // Roles have no others: one that is newer may be as much.
    if (role !== null && !['owner', 'member', 'none'].includes(role)) return unknownBecause('failed', [managementScope])
    if (role !== 'owner') return pass
    return fail('owner', {
      values: { account: account.name, project: projectName ?? projectId },
      evidence: read(
        'GET /organization/projects/{project}/service_accounts',
        `${account.nativeId} in ${projectId}, role owner`,
      ),
      related: [openaiEntity(view.scope, 'project', projectId)],
      data: { project: projectId },
    })
  },
})
