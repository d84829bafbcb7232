import { expect, test } from 'vitest'
import { aiOfName } from './ai.ts'

test.each([
  ['ChatGPT', 'OpenAI'],
  ['ChatGPT Enterprise', 'OpenAI'],
  ['Claude for Work', 'Anthropic'],
  ['GitHub Copilot Business', 'GitHub'],
])('%s is a hint that a model of %s is behind it, and no more', (name, vendor) => {
  expect(aiOfName(name)).toMatchObject({ vendor, confidence: 0.6, evidence: [expect.stringContaining(name)] })
})

test.each(['Enterprise', 'Payroll', 'Sales team', 'Makers'])('%s says nothing', (name) => {
  expect(aiOfName(name)).toBeUndefined()
})
