/** How clusters are signed in to: by kubeconfig, certificates, programs, and from within. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCertificate } from '../../../fixtures/servers/azure/certificate.ts'
import { startKubernetesServer, tokenFor } from '../../../fixtures/servers/kubernetes/server.ts'
import type { KubernetesServer, ServerOptions } from '../../../fixtures/servers/kubernetes/server.ts'
import { clusterName, clusterUid, everythingCluster } from '../../../test/support/kubernetes-everything.ts'
import { base64, kubeconfig } from '../../../test/support/kubernetes-kubeconfig.ts'
import { scan, scanNow } from '../../../test/support/scan.ts'
import type { ScanInput } from '../../../test/support/scan.ts'
import { connector } from './index.ts'

const servers: KubernetesServer[] = []
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()))
})

async function serve(options: Partial<ServerOptions> = {}): Promise<KubernetesServer> {
  const server = await startKubernetesServer({ estate: { clusters: [everythingCluster] }, now: scanNow, ...options })
  servers.push(server)
  return server
}

const run = (input: Partial<Omit<ScanInput, 'connector'>>) => scan({ connector, config: {}, tier: 'deep', ...input })

let plain: KubernetesServer
let address: string
beforeAll(async () => {
  plain = await serve()
  address = `${plain.url}/clusters/${clusterName}`
})
const token = { token: tokenFor() }

describe('which clusters', () => {
  test('the current context, by the usual file at home', async () => {
    const files = {
      '/home/ada/.kube/config': kubeconfig({
        'acme-prod': { server: address, user: token },
        other: { server: 'https://10.0.0.9' },
      }),
    }
    const { collected, coverage } = await run({ env: { HOME: '/home/ada' }, files })
    expect(collected.scopes).toEqual([`kubernetes:cluster:${clusterUid}`])
    expect(coverage.filter(({ status }) => status !== 'complete' && status !== 'skipped')).toEqual([])
  })
  test('of several files of KUBECONFIG the first that says something is heard, and those that are not there are left', async () => {
    const files = {
      a: JSON.stringify({ 'current-context': 'acme-prod' }),
      b: kubeconfig({ 'acme-prod': { server: address, user: token } }, 'nothing'),
    }
    const { collected } = await run({ env: { KUBECONFIG: 'gone:a:b' }, files })
    expect(collected.scopes).toHaveLength(1)
  })
  test('contexts of one cluster are one scope', async () => {
    const files = { k: kubeconfig({ a: { server: address, user: token }, b: { server: `${address}/`, user: token } }) }
    const { collected, text } = await run({ config: { kubeconfig: 'k', contexts: ['*'] }, files })
    expect(collected.scopes).toEqual([`kubernetes:cluster:${clusterUid}`])
    expect(text).toContain('The context b leads to the cluster of a; it is read once.')
  })
  test('a context that nobody can sign in by keeps none of the others from being read, and is told', async () => {
    const files = {
      k: kubeconfig({
        old: { server: 'https://10.0.0.9', user: { 'auth-provider': { name: 'gcp' } } },
        live: { server: address, user: token },
      }),
    }
    const { collected, gaps } = await run({ config: { kubeconfig: 'k', contexts: ['*'] }, files })
    expect(collected.scopes).toContain(`kubernetes:cluster:${clusterUid}`)
    expect(new Set(gaps.map(({ scope }) => scope))).toEqual(new Set(['kubernetes:cluster:https://10.0.0.9']))
    expect(gaps[0]?.detail).toMatch(/old signs in by the auth-provider gcp/)
  })
  test('each group that the context acts as is a line of its own', async () => {
    const before = plain.calls.length
    const user = { ...token, as: 'bob', 'as-groups': ['cn=devs,ou=shop', 'ops'], 'as-uid': '7' }
    await run({ config: { kubeconfig: 'k' }, files: { k: kubeconfig({ a: { server: address, user } }) } })
    const [call] = plain.calls.slice(before)
    expect(call?.impersonated).toEqual({ user: ['bob'], uid: ['7'], group: ['cn=devs,ou=shop', 'ops'] })
  })
  test('a cluster that nobody can ask is missed, and keeps none of the others from being read', async () => {
    const files = {
      k: kubeconfig({ dead: { server: 'http://127.0.0.1:9', user: token }, live: { server: address, user: token } }),
    }
    const { collected, gaps } = await run({ config: { kubeconfig: 'k', contexts: ['*'] }, files })
    expect(collected.scopes).toEqual([`kubernetes:cluster:${clusterUid}`, 'kubernetes:cluster:http://127.0.0.1:9'])
    expect(new Set(gaps.map(({ scope, reason }) => `${scope} ${reason}`))).toEqual(
      new Set(['kubernetes:cluster:http://127.0.0.1:9 failed']),
    )
  })
  test('where kube-system may not be read the address stands for the cluster, and the gap says so', async () => {
    const server = await serve({ faults: [{ kind: 'denied', operation: 'get namespaces' }] })
    const at = `${server.url}/clusters/${clusterName}`
    const { collected, gaps, step } = await run({
      config: { endpoint: at, auth: { tokenEnv: 'T' } },
      env: { T: tokenFor() },
    })
    expect(collected.scopes).toEqual([`kubernetes:cluster:${at}`])
    expect(step('cluster')).toMatchObject({ status: 'partial', missing: ['get namespaces'] })
    expect(gaps[0]?.detail).toContain('told from others by its address')
  })
})

describe('what is wrong is said before anything is asked', () => {
  const wrong: readonly (readonly [string, Partial<ScanInput>, RegExp])[] = [
    ['nothing is there', {}, /no kubeconfig, and this is no pod/],
    ['no file of KUBECONFIG', { env: { KUBECONFIG: 'gone' } }, /No file that KUBECONFIG names/],
    ['a file that is named', { config: { kubeconfig: 'gone' } }, /gone cannot be read/],
    ['no YAML', { config: { kubeconfig: 'k' }, files: { k: 'a: [b' } }, /k is no YAML/],
    ['no kubeconfig', { config: { kubeconfig: 'k' }, files: { k: 'clusters: 3' } }, /k is no kubeconfig: clusters/],
    ['no current context', { config: { kubeconfig: 'k' }, files: { k: '{}' } }, /has no current context/],
    [
      'no such context',
      { config: { kubeconfig: 'k', contexts: ['prod'] }, files: { k: kubeconfig({ lab: { server: 'https://x' } }) } },
      /no context prod in k/,
    ],
    [
      'plain http',
      { config: { kubeconfig: 'k' }, files: { k: kubeconfig({ a: { server: 'http://10.0.0.1' } }) } },
      /plain http/,
    ],
    [
      'a password',
      {
        config: { kubeconfig: 'k' },
        files: { k: kubeconfig({ a: { server: 'https://x', user: { username: 'a', password: 'b' } } }) },
      },
      /signs in with a password/,
    ],
    [
      'an auth-provider',
      {
        config: { kubeconfig: 'k' },
        files: { k: kubeconfig({ a: { server: 'https://x', user: { 'auth-provider': { name: 'gcp' } } } }) },
      },
      /auth-provider gcp/,
    ],
    [
      'half a certificate',
      {
        config: { kubeconfig: 'k' },
        files: { k: kubeconfig({ a: { server: 'https://x', user: { 'client-certificate-data': base64('x') } } }) },
      },
      /a client certificate without its key/,
    ],
    [
      'a proxy of another kind',
      {
        config: { kubeconfig: 'k' },
        files: { k: kubeconfig({ a: { server: 'https://x', cluster: { 'proxy-url': 'socks5://y' } } }) },
      },
      /proxy of another kind/,
    ],
    [
      'an authority, and no check',
      {
        config: { kubeconfig: 'k' },
        files: {
          k: kubeconfig({
            a: {
              server: 'https://x',
              cluster: { 'certificate-authority-data': base64('x'), 'insecure-skip-tls-verify': true },
            },
          }),
        },
      },
      /names an authority for certificates, and has none of them checked/,
    ],
    [
      'a program that wants to talk',
      {
        config: { kubeconfig: 'k' },
        files: {
          k: kubeconfig({ a: { server: 'https://x', user: { exec: { command: 'sso', interactiveMode: 'Always' } } } }),
        },
      },
      /program sso, which wants somebody to talk to/,
    ],
    [
      'programs are not to be run',
      {
        config: { kubeconfig: 'k', execPlugins: false },
        files: { k: kubeconfig({ a: { server: 'https://x', user: { exec: { command: 'aws' } } } }) },
      },
      /program aws, and execPlugins is false/,
    ],
    ['an endpoint without a sign-in', { config: { endpoint: 'https://x' } }, /not how to sign in/],
  ]
  test.each(wrong)('%s', async (_name, input, sentence) => {
    await expect(run(input)).rejects.toThrow(sentence)
  })
  test('of a file that is no YAML nothing is repeated', async () => {
    const files = { k: 'users:\n- user: {token: MUSTERCANARY' }
    await expect(run({ config: { kubeconfig: 'k' }, files })).rejects.not.toThrow(/CANARY/)
  })
})

describe('https', () => {
  const certificate = testCertificate('muster')
  let secure: KubernetesServer
  let at: string
  beforeAll(async () => {
    secure = await serve({ tls: certificate })
    at = `${secure.url}/clusters/${clusterName}`
  })
  const ca = { 'certificate-authority-data': base64(certificate.certificate) }
  const own = {
    'client-certificate-data': base64(certificate.certificate),
    'client-key-data': base64(certificate.privateKey),
  }
  test('by the cluster’s own authority, with a client certificate', async () => {
    const files = { k: kubeconfig({ a: { server: at, cluster: ca, user: own } }) }
    const { collected } = await run({ config: { kubeconfig: 'k' }, files })
    expect(collected.status).toBe('complete')
    expect(new Set(secure.calls.map(({ user }) => user))).toEqual(new Set(['muster']))
  })
  test('files beside the kubeconfig are found from there', async () => {
    const files = {
      'conf/k': kubeconfig({
        a: { server: at, cluster: { 'certificate-authority': 'ca.pem' }, user: { tokenFile: 'token' } },
      }),
      'conf/ca.pem': certificate.certificate,
      'conf/token': `${tokenFor()}\n`,
    }
    expect((await run({ config: { kubeconfig: 'conf/k' }, files })).collected.status).toBe('complete')
  })
  test('a certificate that nobody vouches for is not taken', async () => {
    const files = { k: kubeconfig({ a: { server: at, user: token } }) }
    const { collected, gaps } = await run({ config: { kubeconfig: 'k' }, files })
    expect(collected.status).toBe('failed')
    expect(gaps[0]?.detail).toMatch(/not trusted here/)
  })
  test('unless the kubeconfig says so, which is told', async () => {
    const files = { k: kubeconfig({ a: { server: at, cluster: { 'insecure-skip-tls-verify': true }, user: token } }) }
    const { collected, text } = await run({ config: { kubeconfig: 'k' }, files })
    expect(collected.status).toBe('complete')
    expect(text).toContain('is not checked, since the context a says so')
  })
  test('from a pod, by what is mounted there', async () => {
    const { hostname, port } = new URL(secure.url)
    const mounted = '/var/run/secrets/kubernetes.io/serviceaccount'
    const env = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port }
    const { gaps } = await run({
      env,
      files: { [`${mounted}/ca.crt`]: certificate.certificate, [`${mounted}/token`]: tokenFor() },
    })
    // The test server has its clusters below a path, which a real one has not.
    expect(gaps[0]?.detail).toMatch(/404/)
  })
})
