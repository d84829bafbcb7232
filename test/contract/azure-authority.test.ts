import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from '@azure/identity'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { testCertificate } from '../../fixtures/servers/azure/certificate.ts'
import { tenantOf } from '../../fixtures/servers/azure/estate.ts'
import { startAzureServer } from '../../fixtures/servers/azure/server.ts'
import type { AzureServer, ServerOptions } from '../../fixtures/servers/azure/server.ts'
import { trustTestAuthority } from '../../fixtures/servers/azure/trust.ts'

const tenantId = '11111111-2222-4333-8444-555555555555'
const clientId = '99999999-2222-4333-8444-555555555555'
const stranger = '77777777-2222-4333-8444-555555555555'

const running: AzureServer[] = []
const undo: (() => void)[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const step of undo.splice(0)) step()
  await Promise.all(running.splice(0).map((server) => server.close()))
})

async function start(options: Partial<ServerOptions> = {}): Promise<AzureServer> {
  const estate = { tenants: [tenantOf(tenantId)] }
  const server = await startAzureServer({ estate, now: '2026-11-21T10:00:00Z', ...options })
  running.push(server)
  return server
}

describe('signing in to the test server with Microsoft’s own library', () => {
  const scope = 'https://graph.microsoft.com/.default'
  const trusted = async (options: Partial<ServerOptions> = {}) => {
    const server = await start(options)
    undo.push(trustTestAuthority(server.certificate))
    return { server, host: { authorityHost: server.authority, disableInstanceDiscovery: true } }
  }
  const claims = (token: string | undefined) =>
    JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as { [name: string]: unknown }

  test('works with a secret, and the token says who and what', async () => {
    const { server, host } = await trusted({ access: { graphRoles: ['Application.Read.All'] } })
    const { token } = await new ClientSecretCredential(tenantId, clientId, 'not-a-secret', host).getToken(scope)
    expect(claims(token)).toMatchObject({
      tid: tenantId,
      appid: clientId,
      aud: 'https://graph.microsoft.com',
      roles: ['Application.Read.All'],
    })
    expect(server.signIns).toMatchObject([{ how: 'secret', scope: expect.stringContaining(scope) }])
  })

  test('works with a certificate, a token of another issuer and a file that holds one', async () => {
    const { server, host } = await trusted()
    const folder = mkdtempSync(join(tmpdir(), 'muster-azure-test-'))
    undo.push(() => rmSync(folder, { recursive: true }))
    const { certificate, privateKey } = testCertificate('client', 'rsa')
    writeFileSync(join(folder, 'token'), 'a.b.c')
    const credentials = [
      new ClientCertificateCredential(tenantId, clientId, { certificate: certificate + privateKey }, host),
      new ClientAssertionCredential(tenantId, clientId, async () => 'a.b.c', host),
      new WorkloadIdentityCredential({ tenantId, clientId, tokenFilePath: join(folder, 'token'), ...host }),
    ]
    for (const credential of credentials)
      expect(claims((await credential.getToken(scope))?.token)['tid']).toBe(tenantId)
    expect(server.signIns.map(({ how }) => how)).toEqual(['assertion', 'assertion', 'assertion'])
  })

  test('works as the identity of a machine', async () => {
    const server = await start()
    vi.stubEnv('IDENTITY_ENDPOINT', `${server.url}/msi/token`)
    vi.stubEnv('IDENTITY_HEADER', 'test')
    const { token } = await new ManagedIdentityCredential().getToken(scope)
    expect(claims(token)['tid']).toBe(tenantId)
  })

  test('fails with the words of Entra ID', async () => {
    const { host } = await trusted({ access: { signIn: 'bad-secret' } })
    await expect(new ClientSecretCredential(tenantId, clientId, 'x', host).getToken(scope)).rejects.toThrow(
      /AADSTS7000215/,
    )
    await expect(new ClientSecretCredential(stranger, clientId, 'x', host).getToken(scope)).rejects.toThrow(
      /AADSTS90002|endpoints_resolution/,
    )
  })

  test('fails where nobody trusts the authority', async () => {
    const server = await start()
    const host = { authorityHost: server.authority, disableInstanceDiscovery: true }
    const credential = new ClientSecretCredential(tenantId, clientId, 'x', { ...host, retryOptions: { maxRetries: 0 } })
    await expect(credential.getToken(scope)).rejects.toThrow(/endpoints_resolution_error/)
  })
})
