/** Programs that a kubeconfig names for signing in. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startKubernetesServer, tokenFor } from '../../../fixtures/servers/kubernetes/server.ts'
import type { KubernetesServer, ServerOptions } from '../../../fixtures/servers/kubernetes/server.ts'
import { clusterName, everythingCluster } from '../../../test/support/kubernetes-everything.ts'
import { base64, kubeconfig } from '../../../test/support/kubernetes-kubeconfig.ts'
import { scan, scanNow } from '../../../test/support/scan.ts'
import type { ScanInput } from '../../../test/support/scan.ts'
import { connector } from './index.ts'

const servers: KubernetesServer[] = []
const folder = mkdtempSync(join(tmpdir(), 'muster-kube-'))
afterAll(async () => {
  rmSync(folder, { recursive: true })
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

describe('programs for signing in', () => {
  const program = (name: string, body: string): string => {
    const path = join(folder, name)
    writeFileSync(path, `#!${process.execPath}\n${body}`)
    chmodSync(path, 0o700)
    return path
  }
  const answer = (status: object): string =>
    `process.stdout.write(JSON.stringify({ kind: 'ExecCredential', apiVersion: 'client.authentication.k8s.io/v1', status: ${JSON.stringify(status)} }))`
  const by = (command: string, more: object = {}) => ({
    config: { kubeconfig: 'k' },
    files: { k: kubeconfig({ a: { server: address, user: { exec: { command, ...more } } } }) },
  })

  test('a token, by a list of arguments and variables of its own', async () => {
    const body = `
      const asked = JSON.parse(process.env.KUBERNETES_EXEC_INFO)
      if (process.argv[2] !== '$HOME; true' || process.env.ACME !== 'x' || asked.spec.interactive) process.exit(3)
      ${answer({ token: tokenFor('exec-user') })}`
    const before = plain.calls.length
    const { collected, text } = await run(
      by(program('good', body), { args: ['$HOME; true'], env: [{ name: 'ACME', value: 'x' }] }),
    )
    expect(collected.status).toBe('complete')
    expect(new Set(plain.calls.slice(before).map(({ user }) => user))).toEqual(new Set(['exec-user']))
    expect(text).not.toContain(tokenFor('exec-user'))
    expect(text).toContain(`The context a signs in by running ${join(folder, 'good')}.`)
  })
  test('a program that asks what the cluster is hears of its authority and of its own settings', async () => {
    const heard = join(folder, 'heard')
    const command = program(
      'listens',
      `require('node:fs').writeFileSync(${JSON.stringify(heard)}, process.env.KUBERNETES_EXEC_INFO); ${answer({ token: tokenFor() })}`,
    )
    const cluster = {
      'certificate-authority': 'ca.pem',
      extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'acme' } }],
    }
    const user = { exec: { command, provideClusterInfo: true } }
    const files = { k: kubeconfig({ a: { server: address, cluster, user } }), 'ca.pem': 'the authority' }
    await run({ config: { kubeconfig: 'k' }, files })
    const asked = JSON.parse(readFileSync(heard, 'utf8')) as { readonly spec: object }
    expect(asked.spec).toMatchObject({
      cluster: { server: address, 'certificate-authority-data': base64('the authority'), config: { audience: 'acme' } },
    })
  })
  test.each([
    ['it is not there', join(folder, 'gone'), /is not installed here\. Install it from acme\.example/],
    [
      'it fails',
      program('fails', 'console.error("first\\nno session with ghp_' + 'a1B2'.repeat(9) + '"); process.exit(4)'),
      /ended with 4: no session with \[secret\]/,
    ],
    ['it prints something else', program('chats', 'console.log("MUSTERCANARY")'), /printed no ExecCredential/],
    ['it has nothing', program('empty', answer({})), /gave neither a token nor a certificate/],
  ])('%s', async (_name, command, sentence) => {
    const { gaps, text } = await run(by(command, { installHint: 'Install it from acme.example' }))
    expect(gaps[0]?.detail).toMatch(sentence)
    expect(text).not.toContain('CANARY')
  })
  test('a token that has run out is asked for anew, and what is refused at once is not', async () => {
    const count = join(folder, 'count')
    const body = `
      const fs = require('node:fs')
      const n = fs.existsSync(${JSON.stringify(count)}) ? Number(fs.readFileSync(${JSON.stringify(count)}, 'utf8')) + 1 : 1
      fs.writeFileSync(${JSON.stringify(count)}, String(n))
      ${answer({ token: tokenFor('again') })}`
    const server = await serve({ faults: [{ kind: 'unauthorized', operation: 'list namespaces', times: 1 }] })
    const command = program('counts', body)
    const files = {
      k: kubeconfig({ a: { server: `${server.url}/clusters/${clusterName}`, user: { exec: { command } } } }),
    }
    const { coverage } = await run({ config: { kubeconfig: 'k' }, files })
    expect(coverage.filter(({ status }) => status !== 'complete' && status !== 'skipped')).toEqual([])
    const refusing = await serve({ faults: [{ kind: 'unauthorized' }] })
    const other = {
      k: kubeconfig({ a: { server: `${refusing.url}/clusters/${clusterName}`, user: { exec: { command } } } }),
    }
    const { gaps } = await run({ config: { kubeconfig: 'k' }, files: other })
    expect(gaps[0]?.detail).toMatch(/refuses the sign-in/)
  })
})
