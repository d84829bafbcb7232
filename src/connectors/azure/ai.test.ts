import { expect, test } from 'vitest'
import { aiOfAppId, aiOfPrincipal, aiOfRole } from './ai.ts'

const allowing = (...dataActions: string[]) => ({
  roleName: 'Some role',
  permissions: [{ actions: ['*/read'], notActions: [], dataActions, notDataActions: [] }],
})

test.each([
  'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action',
  'Microsoft.CognitiveServices/accounts/OpenAI/*',
  'Microsoft.CognitiveServices/accounts/AIServices/agents/write',
  'Microsoft.CognitiveServices/*',
  'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints/score/action',
])('whoever may %s is built on a model', (action) => {
  expect(aiOfRole(allowing(action))).toMatchObject({ kind: 'model-integration', confidence: 0.8 })
})

test.each([
  '*',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
  'Microsoft.CognitiveServices/accounts/SpeechServices/*',
])('of whoever may %s nothing follows', (action) => {
  expect(aiOfRole(allowing(action))).toBeUndefined()
})

test('applications are known by their ids before their names', () => {
  expect(aiOfAppId('08AD6F98-a4f8-4635-bb8d-f1a3044760f0')?.confidence).toBeGreaterThanOrEqual(0.9)
  const hint = aiOfPrincipal({ appId: '00000000-0000-4000-8000-000000000000', name: 'Claude helper', labels: [] })
  expect(hint?.confidence).toBeLessThan(0.7)
})
