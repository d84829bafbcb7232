import { expect, test } from 'vitest'
import { aiSignatures } from '../shared/ai-signatures.ts'
import { classWith } from '../shared/ai-facets.ts'
import { aiOfAction, aiOfApp, aiOfSecretName, aiOfUser } from './ai.ts'

const app = { appId: 1, slug: 'release-notes', title: 'Release notes', description: 'Writes what changed.' }

test('signatures have ids of their own, and say how sure they are and whence', () => {
  expect(new Set(aiSignatures.map(({ id }) => id)).size).toBe(aiSignatures.length)
  const keys = aiSignatures.map(({ match }) => `${match.type} ${match.value}`)
  expect(new Set(keys).size).toBe(keys.length)
  for (const { confidence, source, verifiedAt } of aiSignatures) {
    expect(confidence).toBeGreaterThan(0)
    expect(confidence).toBeLessThanOrEqual(1)
    expect(source).not.toBe('')
    expect(verifiedAt ?? '2026-01-01').toMatch(/^\d{4}-\d\d-\d\d$/)
  }
  // What nobody looked up is never surer than an exact name.
  expect(aiSignatures.filter(({ verifiedAt, confidence }) => verifiedAt === null && confidence > 0.8)).toEqual([])
})

test('an app by its slug makes it a model’s; words in its name are a hint and no more', () => {
  expect(classWith(aiOfApp({ ...app, slug: 'devin-ai-integration' }), 'machine')).toBe('ai')
  const hint = aiOfApp({ ...app, title: 'Travel agent' })
  expect(hint).toMatchObject({ confidence: 0.4, evidence: [expect.stringContaining('name of the app says agent')] })
  expect(classWith(hint, 'machine')).toBe('machine')
  expect(aiOfApp(app)).toBeUndefined()
  // Part of a word is no word.
  expect(aiOfApp({ ...app, title: 'Maintainer', description: 'Reagents and email.' })).toBeUndefined()
})

test('an account by its id whatever it is called; by its login only if it is a bot', () => {
  expect(aiOfUser({ id: 209825114, login: 'renamed', type: 'User' })?.vendor).toBe('Anthropic')
  expect(aiOfUser({ id: 1, login: 'sourcery-ai[bot]', type: 'Bot' })?.vendor).toBe('Sourcery')
  expect(aiOfUser({ id: 1, login: 'claude', type: 'User' })).toBeUndefined()
})

test.for([
  ['anthropics/claude-code-action@v1', 'Anthropic'],
  ['Anthropics/Claude-Code-Action/base@main', 'Anthropic'],
  ['aws-actions/amazon-q-developer@v2', 'Amazon Web Services'],
  ['actions/checkout@v4', undefined],
  ['./local', undefined],
] as const)('the action %s is of %s', ([uses, vendor]) => {
  expect(aiOfAction(uses)?.vendor).toBe(vendor)
})

test.for([
  ['OPENAI_API_KEY', 0.7],
  ['STAGING_ANTHROPIC_AUTH_TOKEN', 0.7],
  ['GOOGLE_API_KEY', 0.4],
  ['OPENAI_MODEL', undefined],
  ['NPM_TOKEN', undefined],
  ['PROPOSE_KEY', undefined],
] as const)('the secret name %s: %s', ([name, confidence]) => {
  expect(aiOfSecretName(name)?.confidence).toBe(confidence)
})
