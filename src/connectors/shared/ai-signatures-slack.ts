/** Signs by which an app of Slack is known to belong to a model. */
import { productNames, signaturesOfNames } from './ai-product-names.ts'
import type { AiSignature } from './ai-signatures.ts'

/** Slack adds it to an app whose maker switches on the features for agents: https://docs.slack.dev/ai/developing-agents */
const agentScope: AiSignature = {
  id: 'slack-scope-assistant-write',
  match: { type: 'slack-scope', value: 'assistant:write' },
  vendor: 'unknown',
  kind: 'agent',
  confidence: 0.8,
  source: 'https://docs.slack.dev/reference/scopes/assistant.write',
  verifiedAt: '2026-11-29',
}

const slackApps = signaturesOfNames('slack-app-name', 'slack-app', [
  ...productNames,
  ['codex', 'OpenAI', 'agent'],
  ['linear agent', 'Linear', 'agent'],
  ['asana ai', 'Asana', 'agent'],
])

export const slackSignatures: readonly AiSignature[] = [agentScope, ...slackApps]
