/** Signing in, by each of the ways there are, and what is said where it fails: one sentence that says what to do. */
import { describe, expect, test } from 'vitest'
import { testCertificate } from '../../../fixtures/servers/azure/certificate.ts'
import type { Access } from '../../../fixtures/servers/azure/access.ts'
import type { FaultKind } from '../../../fixtures/servers/azure/faults.ts'
import { azureCanary, azureTenant, scanner } from '../../../test/support/azure-everything.ts'
import { scanAzure } from '../../../test/support/azure-scan.ts'
import type { AzureScanned } from '../../../test/support/azure-scan.ts'
import { ConfigError } from '../errors.ts'

const { appId: clientId } = scanner
const core = { tier: 'core' } as const
/** Nobody listens there. */
const nowhere = { graph: 'http://127.0.0.1:6553', resourceManager: 'http://127.0.0.1:6553' }

/** Why nothing was read, where it was not the configuration. */
function whyIn({ gaps, collected, text }: AzureScanned): string {
  expect(collected).toMatchObject({ status: 'failed', bugs: [], scopes: [] })
  expect(text).not.toContain(azureCanary)
  expect(gaps).toEqual([expect.objectContaining({ step: 'connect', reason: 'failed' })])
  return gaps.map(({ detail }) => detail).join('\n')
}

describe('signing in', () => {
  const { certificate, privateKey } = testCertificate('muster', 'rsa')
  const token = `a.${azureCanary}.b`
  test.each([
    ['a secret', {}, {}, {}, 'secret'],
    [
      'a certificate',
      { clientId, certificateFile: 'both.pem' },
      { 'both.pem': certificate + privateKey },
      {},
      'assertion',
    ],
    ['a token in a file', { clientId, tokenFile: 'token' }, { token: `${token}\n` }, {}, 'assertion'],
    ['a token in a variable', { clientId, tokenEnv: 'TOKEN' }, {}, { TOKEN: token }, 'assertion'],
  ] as const)('with %s', async (_name, auth, files, env, how) => {
    const config = 'clientId' in auth ? { auth } : {}
    const { collected, signIns, text } = await scanAzure({}, { ...core, config, files, env })
    expect(collected.status).toBe('complete')
    expect(new Set(signIns.map((signIn) => signIn.how))).toEqual(new Set([how]))
    expect(text).not.toContain(azureCanary)
    expect(text).not.toContain('PRIVATE KEY')
  })

  test('takes one token for each audience, and none for what is not asked', async () => {
    const { signIns } = await scanAzure({}, { config: { foundryAgents: false } })
    const audiences = signIns.flatMap(({ scope }) => /\S+(?=\/\.default)/.exec(scope) ?? [])
    expect(audiences).toHaveLength(2)
    expect(new Set(audiences)).toEqual(new Set(['https://graph.microsoft.com', 'https://management.azure.com']))
  })

  test('to two tenants: one that refuses does not keep back the other', async () => {
    const { collected, gaps } = await scanAzure({}, { ...core, config: { tenants: [clientId, azureTenant] } })
    expect(collected).toMatchObject({ status: 'partial', scopes: [`azure:tenant:${azureTenant}`] })
    expect(gaps.filter(({ step }) => step === 'connect')).toEqual([
      expect.objectContaining({ reason: 'failed', detail: expect.stringContaining(clientId) }),
    ])
  })

  test('waits for an authority that is busy', async () => {
    const fault = { kind: 'throttled', operation: 'POST authority:token', times: 2 } as const
    const { collected } = await scanAzure({ faults: [fault] }, core)
    expect(collected.status).toBe('complete')
  })

  test('renews a token that was withdrawn, with the claims that are asked for', async () => {
    const fault = { kind: 'claims-challenge', operation: 'GET /applications', times: 1 } as const
    const { collected, signIns } = await scanAzure({ faults: [fault] }, core)
    expect(collected.status).toBe('complete')
    expect(signIns.filter(({ claims }) => claims?.includes('nbf'))).toHaveLength(1)
  })
})

describe('what Microsoft refuses is told with its code and with what to do', () => {
  test.each([
    ['bad-secret', 'AADSTS7000215', 'Use the value of the secret, not its id'],
    ['expired-secret', 'AADSTS7000222', 'Give the application a new secret'],
    ['expired-assertion', 'AADSTS700024', 'make a new token'],
    ['unknown-app', 'AADSTS700016', 'Check the client id and the tenant'],
    ['blocked', 'AADSTS53003', 'Let the application through the policy'],
  ] as const satisfies readonly (readonly [Access['signIn'], string, string])[])('%s', async (signIn, code, remedy) => {
    const why = whyIn(await scanAzure({ access: { signIn } }))
    expect(why).toContain(`Microsoft refuses the sign-in to ${azureTenant}: ${code}: `)
    expect(why).toContain(remedy)
  })

  test.each([clientId, 'nobody.example'])('a tenant that is not there: %s', async (tenant) => {
    const why = whyIn(await scanAzure({}, { config: { tenants: [tenant] } }))
    expect(why).toContain(`Tenant '${tenant}' not found. Check connectors.azure.tenants`)
  })

  test('a token of another issuer that is none', async () => {
    const config = { auth: { clientId, tokenEnv: 'TOKEN' } }
    const why = whyIn(await scanAzure({}, { config, env: { TOKEN: azureCanary } }))
    expect(why).toContain('The token of another issuer has to be a JWT')
  })
})

describe('an authority that does not answer is told as that', () => {
  test.each([
    ['https://localhost:6553', 'https://localhost:6553 cannot be reached to sign in'],
    ['https://login.invalid', 'The host of Microsoft does not exist; check the endpoint.'],
  ])('%s', async (authority, sentence) => {
    const why = whyIn(await scanAzure({}, { config: { endpoints: { ...nowhere, authority } } }))
    expect(why).toContain(sentence)
    expect(why).toContain('connectors.azure.endpoints')
  })

  test.each(['html', 'html-ok', 'truncated', 'reset', 'hang', 'throttled', 'error'] as const satisfies FaultKind[])(
    '%s',
    async (kind) => {
      const faults = [{ kind, operation: 'POST authority:token' }]
      const why = whyIn(await scanAzure({ faults }, { limits: { requestTimeout: 400_000 } }))
      expect(why).toMatch(/gave no answer/)
      expect(why).not.toMatch(/\[object|msal|<html/i)
    },
  )
})

describe('what is wrong in the configuration is said before anything is asked', () => {
  test.each([
    ['an empty variable', { env: { MUSTER_AZURE_SECRET: '' } }, 'MUSTER_AZURE_SECRET is empty'],
    ['no file', { config: { auth: { clientId, certificateFile: 'x.pem' } } }, 'x.pem cannot be read'],
    [
      'a file that is no key',
      {
        config: { auth: { clientId, certificateFile: 'x.pem' } },
        files: { 'x.pem': `-----BEGIN PRIVATE KEY-----\n${azureCanary}\n-----END PRIVATE KEY-----\n` },
      },
      'x.pem does not hold a certificate and its private key',
    ],
    [
      'an authority over http',
      { config: { endpoints: { ...nowhere, authority: 'http://127.0.0.1:6553' } } },
      'plain http',
    ],
    ['no sign-in at all', { config: { auth: undefined } }, 'There is no sign-in for Microsoft.'],
    ['nobody at the command line', { config: { auth: { cli: true } } }, 'nobody is signed in to it'],
    [
      'no machine of Azure',
      { config: { auth: { managedIdentity: 'system' } } },
      'This machine has no managed identity',
    ],
  ])('%s', async (_name, input, sentence) => {
    const error: unknown = await scanAzure({}, input).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConfigError)
    const { message, hint = '' } = error instanceof ConfigError ? error : new ConfigError('')
    expect(message).toContain(sentence)
    expect(hint).not.toBe('')
    expect(`${message} ${hint}`).not.toContain(azureCanary)
  })
})
