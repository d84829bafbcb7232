/** Abilities to use models and to build agents. */
import type { AbilityRow } from '../types.ts'

const accounts = 'Microsoft.CognitiveServices/accounts'
const account = ['microsoft.cognitiveservices/accounts'] as const
const workspaces = 'Microsoft.MachineLearningServices/workspaces'
const workspace = ['microsoft.machinelearningservices/workspaces'] as const

export const aiAbilities: readonly AbilityRow[] = [
  {
    id: 'invoke-model',
    kind: 'invoke-model',
    dataActions: [
      `${accounts}/OpenAI/deployments/chat/completions/action`,
      `${accounts}/OpenAI/deployments/completions/action`,
      `${accounts}/OpenAI/deployments/embeddings/action`,
      `${accounts}/OpenAI/responses/write`,
      `${accounts}/MaaS/chat/completions/action`,
    ],
    resourceTypes: account,
    does: 'it invokes the models of',
    reason: 'It invokes models, at the cost of the account.',
  },
  {
    id: 'invoke-endpoint',
    kind: 'invoke-model',
    actions: [`${workspaces}/onlineEndpoints/score/action`],
    dataActions: [`${workspaces}/onlineEndpoints/score/action`],
    resourceTypes: workspace,
    does: 'it invokes the models of',
    reason: 'It invokes models that Machine Learning serves.',
  },
  {
    id: 'change-model',
    kind: 'change-model',
    actions: [`${accounts}/deployments/write`, `${accounts}/raiPolicies/write`],
    resourceTypes: account,
    does: 'it changes the models of',
    reason: 'It changes which models are deployed and what their filters let through.',
  },
  {
    id: 'build-agents',
    kind: 'run-as-identity',
    dataActions: [`${accounts}/AIServices/agents/write`],
    // Agents call their tools as the project: https://learn.microsoft.com/azure/ai-foundry/agents/overview
    resourceTypes: [...account, 'microsoft.cognitiveservices/accounts/projects'],
    does: 'it builds agents in',
    reason: 'It builds agents, whose tools are called with the identity and connections of their project.',
  },
  {
    id: 'ml-jobs',
    kind: 'run-as-identity',
    actions: [
      `${workspaces}/jobs/write`,
      `${workspaces}/experiments/runs/submit/action`,
      `${workspaces}/computes/write`,
      `${workspaces}/computes/applicationaccess/action`,
      `${workspaces}/onlineEndpoints/deployments/write`,
    ],
    resourceTypes: [
      ...workspace,
      'microsoft.machinelearningservices/workspaces/computes',
      'microsoft.machinelearningservices/workspaces/onlineendpoints',
    ],
    does: 'it runs code in',
    reason: 'Jobs and endpoints of Machine Learning run code with the identity of their compute.',
  },
]
