/** Where clients and people put secrets, beside the variables of a server. */
import { describe, expect, test } from 'vitest'
import { scanMcp } from '../../../test/support/mcp-scan.ts'

/** In pieces, so that no scanner takes this page for a leak. */
const word = ['CANARYx9Kf2LqT7vB3', 'nW8zR5yH1dJ6sG0p'].join('')
const token = ['ghp', 'CANARYcanary0123456789CANARYcanary01'].join('_')

async function secretsIn(path: string, file: string | object): Promise<readonly string[]> {
  const { all, text, gaps } = await scanMcp({ [path]: file })
  expect(gaps).toEqual([])
  expect(text).not.toContain('CANARY')
  return all('resource', 'agent-config').flatMap(({ facts }) =>
    (facts as { configSecrets: readonly { name: string }[] }).configSecrets.map(({ name }) => name),
  )
}

const server = (settings: object) => ({ mcpServers: { x: settings } })

describe('a secret is found', () => {
  test.each<readonly [string, object, string]>([
    [
      'in a header that a proxy is told',
      { command: 'npx', args: ['mcp-remote@1.0.0', 'https://a.example', '--header', `Authorization: Bearer ${word}`] },
      'x/args.header.Authorization',
    ],
    ['in a line of a shell', { command: 'sh', args: ['-c', `API_KEY="${word}" npx -y tools`] }, 'x/args.c.API_KEY'],
    ['in a command of one line', { command: `npx -y tools --api-key ${word}` }, 'x/args.0.api-key'],
    ['in a command of several words', { command: ['npx', '-y', 'tools', '--api-key', word] }, 'x/args.api-key'],
    ['in what stands for a variable that is not set', { env: { API_KEY: `\${API_KEY:-${word}}` } }, 'x/env.API_KEY'],
    [
      'in a flag that holds the header',
      { command: 'npx', args: [`--header=X-Api-Key: ${word}`] },
      'x/args.header.X-Api-Key',
    ],
    [
      'in settings that only the server knows',
      { command: 'x', initializationOptions: { deep: [{ t: token }] } },
      'x/initializationOptions.deep.0.t',
    ],
    ['in place of a user', { url: `https://${token}@a.example/mcp` }, 'x/url.user'],
    ['in settings of an extension', { settings: { api_key: word } }, 'x/settings.api_key'],
  ])('%s', async (_where, settings, name) => {
    expect(await secretsIn('.mcp.json', server(settings))).toEqual([name])
  })

  test.each<readonly [string, string | object, string]>([
    [
      '~/.continue/config.yaml',
      `models:\n  - name: a\n    apiKey: ${word}\n  - name: b\n    apiKey: \${{ secrets.B_KEY }}\n`,
      'models.0.apiKey',
    ],
    ['opencode.json', { provider: { acme: { options: { apiKey: word } } } }, 'provider.acme.options.apiKey'],
    [
      '~/.codex/config.toml',
      `[model_providers.acme]\nenv_key = "ACME_KEY"\nexperimental_bearer_token = "${word}"\n`,
      'model_providers.acme.experimental_bearer_token',
    ],
    ['.vscode/mcp.json', { servers: {}, inputs: [{ id: 't', default: token }] }, 'inputs.0.default'],
  ])('of the client itself, in %s', async (path, file, name) => {
    expect(await secretsIn(path, file)).toEqual([name])
  })
})

test.each([
  ['a placeholder', { headers: { Authorization: 'Bearer <YOUR_KEY>' } }],
  ['a word of the page that it was copied from', { env: { API_KEY: 'changeme', TOKEN: 'your-token-here' } }],
  ['a reference', { args: ['--header', 'Authorization: Bearer ${TOKEN}', '--api-key', '$API_KEY'], command: 'x' }],
  [
    'a reference in a line of a shell',
    { command: 'sh', args: ['-c', 'API_KEY=$(pass acme) TOKEN=$TOKEN npx -y tools'] },
  ],
  ['an item of a vault', { env: { API_KEY: 'op://vault/item/field', B_KEY: '1password://vault/item-1234567890' } }],
  ['a file that holds it', { env: { API_KEY: '{file:~/.secrets/api-key-2024}' } }],
  ['what is kept encrypted', { env: { API_KEY: 'encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3dAt+Z9HPMfLEIRVz' } }],
])('%s is none', async (_what, settings) => {
  expect(await secretsIn('.mcp.json', server(settings))).toEqual([])
})

test('what is no ordinary file is not taken for nothing', async () => {
  const { gaps } = await scanMcp({ '.mcp.json': { special: true } })
  expect(gaps.map(({ detail }) => detail)).toEqual(['.mcp.json: it is no ordinary file.'])
})

describe('what people write where no value belongs', () => {
  const row = '\u001b[2K'
  test('a secret or a sequence of a terminal in a name is not said', async () => {
    const { text, all } = await scanMcp({
      '.mcp.json': {
        mcpServers: {
          [token]: { command: 'x' },
          [`${token}2`]: { command: 'x', env: { [token]: '${A_TOKEN}', B: `\${${token}}` } },
          [`a${row}`]: { command: token, args: [token] },
          [`a${row}b`]: { type: 'http', url: `https://a.example/${token}`, autoApprove: [token, row] },
        },
      },
      [`.claude/agents/${row}.md`]: `---\nname: ${token}\ntools: ${token}\nmodel: "${token}"\n---\n`,
    })
    expect(text).not.toContain('CANARY')
    expect(text).not.toMatch(/\u001b|\\u001b/)
    expect(all('identity', 'mcp-server')).toHaveLength(4)
  })
})

describe('of an address', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['a key that follows the question mark', `https://a.example/mcp?key=${word}`, ['x/url.key_token']],
    ['a part of the path', `https://a.example/s/${word}/mcp`, ['x/url.path_2_token']],
    ['a reference in place of a password', 'https://${USER}:${PASS}@a.example/${TOKEN}', []],
    ['the id of a tenant', 'https://a.example/tenants/0b9c7f1e-52d1-4c7a-9a3e-6f1d2e8b4c5a/mcp', []],
  ])('%s', async (_what, url, names) => {
    expect(await secretsIn('.mcp.json', server({ url }))).toEqual(names)
    expect(await secretsIn('.mcp.json', server({ command: 'npx', args: ['mcp-remote', url] }))).toEqual(
      names.map((name) => name.replace('url', 'args.1')),
    )
  })
})
