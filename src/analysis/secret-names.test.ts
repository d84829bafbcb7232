import { expect, it } from 'vitest'
import { namesSecret } from './secret-names.ts'

it.each([
  '/orders/prod/db-password',
  'DB_PASSWORD',
  '/shop/carrier/api_key',
  'ORDERS_API_KEY_2',
  'clientSecret',
  'apiKey',
  '/app/github-token',
  'STRIPE_SECRET',
  '/x/private-key',
  'connection-string',
  '/alerts/slack-webhook-url',
  'db.passwd',
])('%s names a secret', (name) => {
  expect(namesSecret(name)).toBe(true)
})

it.each([
  '/orders/prod/db-password-arn',
  'secret-name',
  'token-ttl',
  'TOKEN_URL',
  '/app/max-tokens',
  'password-policy',
  'public-key',
  '/secrets/region',
  '/app/log-level',
  'tokenizer',
  'keyboard',
  '/aws/service/ami',
  'api-key-id',
  'secretary',
  'monkey',
  '/',
  '',
  'passwordMinLength',
  'token-public-key',
])('%s does not', (name) => {
  expect(namesSecret(name)).toBe(false)
})
