import { describe, expect, test } from 'vitest'
import { scanMcp } from '../../../test/support/mcp-scan.ts'

/** In pieces, so that no scanner takes this page for a leak. */
const canary = ['ghp', 'CANARYcanary0123456789CANARYcanary01'].join('_')
const keyCanary = [
  'sk-ant-api03-',
  'CANARY',
  'q7Gm2Xk9vB4nT8wL1zR6yH3dJ5sF0pC_aEuIoKtMgWbNxQeVrYhZjDlSfPo2k4m6n8q0s2u4w6y8CANARYAA',
].join('')

describe('servers', () => {
  test('are read from wherever clients keep them, with what runs them and what they are given', async () => {
    const { server, all, collected, text } = await scanMcp({
      '~/.cursor/mcp.json': {
        mcpServers: {
          github: {
            command: 'npx',
            args: ['-y', '@modelcontextprotocol/server-github@2025.4.8'],
            env: { GITHUB_TOKEN: canary },
          },
          files: { command: 'C:\\nodejs\\npx.cmd', args: ['-y', '@modelcontextprotocol/server-filesystem', '/srv'] },
        },
      },
      '.vscode/mcp.json': `{
        // as VS Code writes it
        "servers": { "linear": { "type": "http", "url": "https://mcp.linear.app/mcp", "headers": { "Authorization": "Bearer \${input:linear}" } }, },
      }`,
      '.mcp.json': {
        mcpServers: { shop: { type: 'sse', url: 'http://tools.larkspur.example/sse?api_key=q7Gm2Xk9vB4nT8wL1zR6' } },
      },
    })
    expect(collected.status).toBe('complete')
    expect(server('~/.cursor/mcp.json#github')).toMatchObject({
      id: 'mcp:ada-laptop:mcp-server:~/.cursor/mcp.json#github',
      class: 'ai',
      enabled: true,
      facts: {
        client: 'cursor',
        transport: 'stdio',
        command: 'npx',
        package: { ecosystem: 'npm', name: '@modelcontextprotocol/server-github@2025.4.8', pinned: true },
        credentials: [{ name: 'env.GITHUB_TOKEN', form: 'literal', looksLike: 'github-token' }],
      },
    })
    expect(server('~/.cursor/mcp.json#files').facts).toMatchObject({ command: 'npx', package: { pinned: false } })
    expect(server('.vscode/mcp.json#linear').facts).toMatchObject({
      transport: 'http',
      host: 'mcp.linear.app',
      credentials: [{ name: 'headers.Authorization', form: 'prompt', reference: 'linear' }],
    })
    expect(server('.mcp.json#shop').facts).toMatchObject({
      transport: 'sse',
      host: 'tools.larkspur.example',
      plainHttp: true,
      credentials: [{ name: 'url.api_key', form: 'literal' }],
    })
    expect(all('credential')).toMatchObject([
      { name: 'api_key' },
      { kind: 'token', name: 'GITHUB_TOKEN', nativeId: '~/.cursor/mcp.json#github/env.GITHUB_TOKEN' },
    ])
    expect(text).not.toContain('CANARY')
    expect(text).not.toContain('q7Gm2Xk9vB4nT8wL1zR6')
  })

  test('of home belong to whose file it is, those of a folder to nobody that it could tell', async () => {
    const servers = { mcpServers: { x: { command: 'x' } } }
    const { all } = await scanMcp({ '~/.cursor/mcp.json': servers, '.cursor/mcp.json': servers })
    expect(all('edge', 'owns').map(({ from, to }) => [from, to])).toEqual([
      ['mcp:ada-laptop:user:ada', 'mcp:ada-laptop:agent-config:~/.cursor/mcp.json'],
      ['mcp:ada-laptop:user:ada', 'mcp:ada-laptop:mcp-server:~/.cursor/mcp.json#x'],
    ])
  })

  test('of Claude Code are read for every project, of Codex with the variables that it names', async () => {
    const { server, all } = await scanMcp({
      '~/.claude.json': {
        mcpServers: { everywhere: { command: 'uvx', args: ['mcp-server-git==2026.1.14'] } },
        projects: {
          '/home/ada/shop': {
            mcpServers: { here: { command: 'docker', args: ['run', '-i', '-e', 'API_TOKEN', 'mcp/x'] } },
          },
        },
        oauthAccount: { emailAddress: 'ada.stone@larkspur.example' },
      },
      '~/.codex/config.toml': [
        'approval_policy = "never" # nobody is asked',
        "sandbox_mode = 'danger-full-access'",
        '[mcp_servers.docs]',
        'url = "https://mcp.example.com/v1"',
        'bearer_token_env_var = "DOCS_TOKEN"',
        '[mcp_servers."my tools"]',
        'command = "bunx"',
        'args = [ "-y",',
        '  "tools@1.2.3", # pinned',
        ']',
        'env = { "KEY" = "${KEY}" }',
      ].join('\n'),
    })
    expect(server('~/.claude.json#everywhere').facts).toMatchObject({
      project: null,
      package: { ecosystem: 'pypi', pinned: true },
    })
    expect(server('~/.claude.json#~/shop/here').facts).toMatchObject({
      project: '~/shop',
      package: { ecosystem: 'oci', name: 'mcp/x', pinned: false },
      credentials: [{ name: 'args.API_TOKEN', form: 'reference', reference: 'API_TOKEN' }],
    })
    expect(server('~/.codex/config.toml#docs').facts).toMatchObject({
      credentials: [{ form: 'reference', reference: 'DOCS_TOKEN' }],
    })
    expect(server('~/.codex/config.toml#my tools').facts).toMatchObject({
      package: { name: 'tools@1.2.3', pinned: true },
    })
    expect(
      all('resource').map(({ nativeId, facts }) => [nativeId, (facts as { unattended: unknown }).unattended]),
    ).toEqual([
      ['~/.claude.json', null],
      ['~/.codex/config.toml', 'danger-full-access'],
    ])
    expect(JSON.stringify(all('identity'))).not.toContain('larkspur.example')
  })

  test.each<readonly [string, object, string]>([
    ['gemini', { mcpServers: { x: { httpUrl: 'https://a.example/mcp' } } }, '~/.gemini/settings.json'],
    ['windsurf', { mcpServers: { x: { serverUrl: 'https://a.example/mcp' } } }, '~/.codeium/windsurf/mcp_config.json'],
    [
      'vscode',
      { 'editor.fontSize': 12, 'mcp.servers': { x: { url: 'https://a.example/mcp' } } },
      '~/.config/Code/User/settings.json',
    ],
    ['opencode', { mcp: { x: { type: 'remote', url: 'https://a.example/mcp' } } }, 'opencode.json'],
    ['zed', { context_servers: { x: { url: 'https://a.example/mcp' } } }, '.zed/settings.json'],
  ])('of %s', async (client, settings, path) => {
    const { server } = await scanMcp({ [path]: settings })
    expect(server(`${path}#x`).facts).toMatchObject({ client, transport: 'http', host: 'a.example' })
  })

  test('are found in folders of a folder, and not in what others wrote', async () => {
    const servers = { mcpServers: { x: { command: 'x' } } }
    const { all } = await scanMcp({
      'services/api/.mcp.json': servers,
      'node_modules/evil/.mcp.json': servers,
      'a/b/c/d/e/.mcp.json': servers,
    })
    expect(all('identity').map(({ nativeId }) => nativeId)).toEqual(['services/api/.mcp.json#x'])
  })
})

describe('roots', () => {
  test('in place of home and the working directory', async () => {
    const servers = { mcpServers: { x: { command: 'x' } } }
    const { collected, all } = await scanMcp(
      { '~/.cursor/mcp.json': servers, '.mcp.json': servers, '/srv/infra/.mcp.json': servers },
      { roots: [{ path: '/srv/infra', name: 'infra' }] },
    )
    expect(collected.scopes).toEqual(['mcp:workspace:infra'])
    expect(all('identity').map(({ id }) => id)).toEqual(['mcp:infra:mcp-server:.mcp.json#x'])
  })
})

describe('agents', () => {
  test('that files describe are read, whatever their description says', async () => {
    const { all } = await scanMcp({
      '.claude/agents/reviewer.md':
        '---\nname: reviewer\ndescription: "x"\ntools: Read, Bash\nmodel: opus\n---\nYou review.\n',
      '.claude/agents/odd.md': '---\nname: odd\ndescription: Use this: when: needed\n---\n',
      '.claude/agents/README.md': 'No agent.\n',
      '.claude/settings.json': {
        permissions: { defaultMode: 'bypassPermissions' },
        hooks: { Stop: [{}] },
        env: { ANTHROPIC_API_KEY: keyCanary },
      },
    })
    expect(all('identity', 'subagent')).toMatchObject([
      { name: 'odd', facts: { tools: null } },
      { name: 'reviewer', facts: { tools: ['Bash', 'Read'], model: 'opus' }, ai: { models: ['opus'] } },
    ])
    expect(all('resource')).toMatchObject([
      {
        facts: {
          unattended: 'bypassPermissions',
          hooks: 1,
          configSecrets: [{ name: 'env.ANTHROPIC_API_KEY', looksLike: 'anthropic-api-key' }],
        },
      },
    ])
  })
})

describe('hostile files', () => {
  test.each<readonly [string, string, string | Uint8Array | { refuses: string }, string]>([
    ['no JSON', '.mcp.json', '{"mcpServers":', '.mcp.json: it is not valid JSON, or holds no settings.'],
    ['a list', '.mcp.json', '[]', '.mcp.json: it is not valid JSON, or holds no settings.'],
    [
      'no TOML',
      '.codex/config.toml',
      '[mcp_servers.x\ncommand',
      '.codex/config.toml: it is not valid TOML, or holds no settings.',
    ],
    [
      'TOML without an end',
      '.codex/config.toml',
      `x = ${'['.repeat(100_000)}`,
      '.codex/config.toml: it is not valid TOML, or holds no settings.',
    ],
    [
      'a name of a table without an end',
      '.codex/config.toml',
      `[${'a'.repeat(100_000)}`,
      '.codex/config.toml: it is not valid TOML, or holds no settings.',
    ],
    [
      'comments without an end',
      '.mcp.json',
      '/*'.repeat(100_000),
      '.mcp.json: it is not valid JSON, or holds no settings.',
    ],
    ['a circle of links', '.mcp.json', { refuses: 'ELOOP' }, '.mcp.json: it is a link that leads back to itself'],
    ['zero bytes', '.mcp.json', '{"a":"\u0000"}', '.mcp.json: it is no text: it has zero bytes.'],
    ['a refusal', '.mcp.json', { refuses: 'EACCES' }, '.mcp.json: whoever runs this may not read it'],
  ])('%s is a gap, and the others are read', async (_name, path, file, sentence) => {
    const { gaps, all } = await scanMcp({ [path]: file, '.cursor/mcp.json': { mcpServers: { x: { command: 'x' } } } })
    expect(gaps.map(({ detail }) => detail)).toEqual([sentence])
    expect(all('identity', 'mcp-server').length).toBe(1)
  })

  test('names that belong to every object are names like others', async () => {
    const { all } = await scanMcp({
      '.mcp.json':
        '{"mcpServers":{"__proto__":{"command":"npx","args":["-y","a"]},"constructor":{"command":"toString"}},"projects":{"__proto__":1}}',
    })
    expect(all('identity', 'mcp-server').map(({ name }) => name)).toEqual(['__proto__', 'constructor'])
  })
})
