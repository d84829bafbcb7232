import { keyedServiceFacts } from '../../analysis/effective/azure-facts.ts'
import type { Resource, Severity } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, valueOf } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { closeKeys, isAi, keyedEvidence, keyedPermission, keyedValues } from '../shared/azure-keys.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { enumerated } from '../shared/lists.ts'

/** Kinds of accounts that hold models and agents: https://learn.microsoft.com/azure/ai-services/multi-service-resource */
const modelKinds = ['openai', 'aiservices']

export const rule = defineRule({
  id: 'azure-ai-local-auth',
  title: 'AI service takes keys that nobody is behind',
  severity: 'high',
  provider: 'azure',
  subject: 'resource',
  kinds: ['keyed-service'],
  reads: ['azure.local-auth'],
  messages: {
    open: '{service} is open to {keys}, which name no caller and never end.',
    models: '{service}, which serves {models}, is open to {keys}, which name no caller and never end.',
  },
  frameworks: entraControls('long-lived-secret', {
    'owasp-nhi-2025': ['NHI4:2025', 'NHI7:2025'],
    'owasp-llm-2025': ['LLM10:2025'],
  }),
  remediation: (service) => closeKeys(service),
  check(service) {
    const { service: kind, keysOpen } = keyedServiceFacts(service)
    if (!isAi(kind)) return undefined
    if (isUnknown(keysOpen)) return unknownBecause(becauseOf(keysOpen), [keyedPermission(service)])
    if (keysOpen !== true) return pass
    const { models } = keyedServiceFacts(service)
    const serves = isKnown(models) ? models : []
    return fail(serves.length > 0 ? 'models' : 'open', {
      values: { ...keyedValues(service), models: enumerated(serves) },
      severity: severityOf(service),
      evidence: keyedEvidence(service, 'keys open it'),
      data: { service: kind, models: serves.toSorted() },
    })
  },
})

/** An account for speech or vision, and one on which nothing is deployed, is worth less to a thief. */
function severityOf(service: Resource): Severity {
  const { service: kind, serviceKind, models } = keyedServiceFacts(service)
  if (kind !== 'ai') return 'high'
  const holdsModels = modelKinds.includes((valueOf(serviceKind) ?? '').toLowerCase())
  return holdsModels && !(isKnown(models) && models.length === 0) ? 'high' : 'medium'
}
