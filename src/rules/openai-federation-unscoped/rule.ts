import { trustOfOpenai } from '../../analysis/effective/ai-federation.ts'
import { loosenessOf } from '../../analysis/effective/entra-trust.ts'
import { openaiEntity, openaiFederationFacts } from '../../analysis/effective/openai-facts.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { doorMessages, doorValues, severityOfDoor } from '../shared/ai-federation.ts'
import { read } from '../shared/evidence.ts'
import { openaiCall } from '../shared/openai-keys.ts'

export const rule = defineRule({
  id: 'openai-federation-unscoped',
  title: 'Rule of workload identity at OpenAI takes more tokens than are meant',
  severity: 'high',
  provider: 'openai',
  subject: 'credential',
  kinds: ['federated'],
  reads: ['openai.workload-identity', 'openai.service-accounts'],
  messages: doorMessages,
  frameworks: modelControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI6:2025'] }),
  remediation: (door) => [
    {
      text: 'Hold it to one repository and one branch or environment, by their ids where the issuer has them.',
      command: openaiCall(
        'POST',
        `/organization/workload_identity_providers/${openaiFederationFacts(door).providerId}/federation_rules/${door.nativeId}`,
        { attribute_matchers: { sub: 'repo:my-org/my-repo:environment:production' } },
      ),
    },
  ],
  check(door, { view }) {
    if (door.enabled === false) return undefined
    const facts = openaiFederationFacts(door)
    const trust = trustOfOpenai(facts)
    if (isUnknown(trust)) return unknownBecause(trust.unknown, ['attribute_matchers'])
    const loose = loosenessOf(trust)
    if (loose === undefined) return pass
    const account = view.identity(openaiEntity(view.scope, 'openai-service-account', facts.serviceAccountId))
    return fail(loose.how, {
      values: { ...doorValues(loose, trust), rule: door.name, account: account?.name ?? facts.serviceAccountId },
      severity: severityOfDoor(loose, trust),
      evidence: read(
        'GET /organization/workload_identity_providers/{provider}/federation_rules',
        `${door.nativeId} attribute_matchers ${facts.matchers.join(', ') || 'none'}`,
      ),
      related: account === undefined ? [] : [account.id],
      data: { issuer: trust.url, breadth: loose.how, subjects: [...loose.values] },
    })
  },
})
