import { expect, test } from 'vitest'
import { connector as anthropic } from '../anthropic/index.ts'
import { connector as openai } from './index.ts'

const env = (variables: { readonly [name: string]: string }) => (name: string) => variables[name]

test('another address is the one that the vendor’s own libraries are told, and is named; a setting counts before it', () => {
  const gateway = env({
    OPENAI_BASE_URL: 'https://models.acme.example/v1/',
    ANTHROPIC_BASE_URL: 'https://models.acme.example',
  })
  expect(openai.endpoints?.(openai.config.parse({}), gateway)).toEqual(['https://models.acme.example/v1'])
  expect(anthropic.endpoints?.(anthropic.config.parse({}), gateway)).toEqual(['https://models.acme.example'])
  expect(openai.endpoints?.(openai.config.parse({ endpoint: 'https://api.openai.com/v1' }), gateway)).toEqual([])
  expect(openai.endpoints?.(openai.config.parse({}), env({}))).toEqual([])
})

test('what is no address is said so', () => {
  const settings = openai.config.parse({})
  expect(() => openai.endpoints?.(settings, env({ OPENAI_BASE_URL: 'models' }))).toThrow(
    'OPENAI_BASE_URL is no address',
  )
})
