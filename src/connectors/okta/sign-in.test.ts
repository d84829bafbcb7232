import { describe, expect, test } from 'vitest'
import { generateKeyPairSync } from 'node:crypto'
import { apiToken, musterApp } from '../../../test/support/okta-everything.ts'
import { oktaEnv, scanOkta } from '../../../test/support/okta-scan.ts'
import { scan } from '../../../test/support/scan.ts'
import { connector } from './index.ts'

const scopes = [...new Set(connector.meta.steps.flatMap(({ needs }) => needs))].toSorted()

describe('as a service application', () => {
  test('a token is asked for once for each scope', async () => {
    const { signIns, collected } = await scanOkta()
    expect(collected.status).toBe('complete')
    expect(signIns.toSorted()).toEqual(scopes)
  })

  test('where possession has to be proven, it is', async () => {
    const { collected, calls, records } = await scanOkta({ access: { bound: true } })
    expect(collected.status).toBe('complete')
    expect(records.length).toBeGreaterThan(40)
    const asked = calls.filter(({ operation }) => operation === 'POST /oauth2/v1/token')
    expect(asked.slice(0, 3).map(({ status }) => status)).toContain(400)
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(scopes.length)
  })

  test('a scope that was not granted costs what it is for, and is named', async () => {
    const access = { scopes: scopes.filter((scope) => scope !== 'okta.logs.read') }
    const { gaps, coverage } = await scanOkta({ access })
    expect(gaps).toMatchObject([{ step: 'activity', reason: 'denied', permission: 'okta.logs.read' }])
    expect(coverage.filter(({ status }) => status !== 'complete').map(({ step }) => step)).toEqual(['activity'])
  })

  test('a scope that comes with a product of its own is not there without it', async () => {
    const { step, gaps } = await scanOkta({ access: { unknownScopes: ['okta.aiAgents.read'] } })
    expect(step('ai-agents')?.status).toBe('unlicensed')
    // Nobody has to grant anything for what is not there.
    expect(step('agent-connections')).toMatchObject({ missing: [], detail: expect.stringContaining('no agents') })
    expect(gaps.map((gap) => gap.step)).toEqual(['ai-agents'])
    expect(step('people')?.status).toBe('complete')
  })

  test('scopes without a role of administrators give nothing, and that is said', async () => {
    const { gaps } = await scanOkta({ access: { withoutRole: true } })
    const [people] = gaps.filter(({ step }) => step === 'people')
    expect(people).toMatchObject({ reason: 'denied', permission: 'okta.users.read' })
    expect(people?.detail).toContain('a role of administrators has to allow it')
  })

  test('a key as JWK does as well, and brings its id', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'k1' })
    const { collected } = await scanOkta({}, { env: { OKTA_KEY: jwk } })
    expect(collected.status).toBe('complete')
  })

  test('an application that Okta does not know fails, with the reason', async () => {
    const { gaps } = await scanOkta({}, { config: { auth: { clientId: '0oanobody', privateKeyEnv: 'OKTA_KEY' } } })
    expect(gaps.find(({ step }) => step === 'people')?.detail).toMatch(/refuses the sign-in.*client_id/)
  })

  test('it stands in the inventory as the one that Muster signs in as', async () => {
    const { found } = await scanOkta()
    expect(found('identity', musterApp)).toMatchObject({ facts: { scanner: true } })
    expect(found('identity', '0oasync')['facts']).not.toHaveProperty('scanner')
  })
})

describe('with an API token', () => {
  const input = { env: { OKTA_TOKEN: apiToken }, config: { auth: { tokenEnv: 'OKTA_TOKEN' } } }

  test('it reads all that its owner may, and stands in the inventory itself', async () => {
    const { collected, found, signIns } = await scanOkta({}, input)
    expect(collected.status).toBe('complete')
    expect(signIns).toEqual([])
    expect(found('credential', '00Tsync')).toMatchObject({ facts: { scanner: true } })
    expect(found('credential', '00Told')['facts']).not.toHaveProperty('scanner')
  })

  test('one that was revoked fails', async () => {
    const { gaps } = await scanOkta({}, { ...input, env: { OKTA_TOKEN: '00revoked' } })
    expect(gaps.find(({ step }) => step === 'people')?.detail).toMatch(/refuses the sign-in/)
  })
})

describe('what the settings lack is said', () => {
  const complaint = async (config: object, env: { [name: string]: string } = oktaEnv) => {
    const { collected } = await scan({ connector, config, env })
    return JSON.stringify(collected)
  }
  const auth = { clientId: 'c', privateKeyEnv: 'OKTA_KEY' }

  test.each([
    [{ auth }, oktaEnv, 'No organization of Okta is named'],
    [{ domain: 'acme-admin.okta.com', auth }, oktaEnv, 'the address of the Admin Console'],
    [{ domain: 'acme.okta.com', auth }, { OKTA_KEY: 'canary-no-key' }, 'OKTA_KEY holds no private key'],
    [{ domain: 'acme.okta.com' }, {}, 'OKTA_API_TOKEN is empty'],
    [{ endpoint: 'http://acme.okta.example', auth }, oktaEnv, 'plain http'],
  ])('%j', async (config, env, words) => {
    const said = await complaint(config, env).catch((error: unknown) => String(error))
    expect(said).toContain(words)
    expect(said).not.toContain('canary-no-key')
  })
})
