import { expect, test } from 'vitest'
import { guessSecret } from './secret-names.ts'

test.for([
  ['AWS_SECRET_ACCESS_KEY', 'aws', true],
  ['PROD_AWS_ACCESS_KEY_ID', 'aws', true],
  ['AWS_ROLE_ARN', 'aws', false],
  ['AWS_BEARER_TOKEN_BEDROCK', 'ai', true],
  ['AZURE_CREDENTIALS', 'azure', true],
  ['ARM_CLIENT_SECRET', 'azure', true],
  ['AZURE_CLIENT_ID', 'azure', false],
  ['AZURE_OPENAI_API_KEY', 'ai', true],
  ['AZUREAPPSERVICE_PUBLISHPROFILE_1A2B', 'azure', true],
  ['GCP_SA_KEY', 'gcp', true],
  ['GOOGLE_CREDENTIALS', 'gcp', true],
  ['GCP_WORKLOAD_IDENTITY_PROVIDER', 'gcp', false],
  ['FIREBASE_SERVICE_ACCOUNT_LARKSPUR', 'gcp', true],
  ['OPENAI_API_KEY', 'ai', true],
  ['PROD_OPENAI_API_KEY_2', 'ai', true],
  ['COPILOT_MCP_ANTHROPIC_API_KEY', 'ai', true],
  ['HF_TOKEN', 'ai', true],
  ['NPM_TOKEN', 'other', true],
  ['DOCKERHUB_PASSWORD', 'other', true],
  ['SLACK_WEBHOOK_URL', 'other', true],
  ['GH_PAT', 'other', true],
  ['SSH_PRIVATE_KEY', 'other', true],
] as const)('%s is of %s, long-lived: %s', ([name, provider, longLived]) => {
  expect(guessSecret(name)).toMatchObject({ provider, longLived })
})

test.for([
  'DOCKER_USERNAME',
  'AWS_REGION',
  'AWS_ACCOUNT_ID',
  'RELEASE_CHANNEL',
  'CONFIG',
  'OPENAI_MODEL',
  'DEPLOY_HOST',
])('%s says nothing', (name) => {
  expect(guessSecret(name)).toBeNull()
})

test('vendors are told by name', () => {
  expect(guessSecret('ANTHROPIC_API_KEY')?.vendor).toBe('Anthropic')
  expect(guessSecret('NPM_TOKEN')?.vendor).toBe('npm')
})
