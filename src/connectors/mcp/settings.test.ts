/** How clients are set to work, and the keys that they keep for themselves. */
import { describe, expect, test } from 'vitest'
import { scanMcp } from '../../../test/support/mcp-scan.ts'

/** In pieces, so that no scanner takes this page for a leak. */
const word = ['CANARYx9Kf2LqT7vB3', 'nW8zR5yH1dJ6sG0p'].join('')

async function configOf(path: string, file: string | object) {
  const { all, text, gaps } = await scanMcp({ [path]: file })
  expect(gaps).toEqual([])
  expect(text).not.toContain('CANARY')
  return all('resource', 'agent-config').map(({ facts }) => facts)
}

describe('settings', () => {
  test.each<readonly [string, string | object, object]>([
    [
      '~/.claude/settings.json',
      {
        permissions: { defaultMode: 'acceptEdits', allow: ['Bash(git:*)', 'Read'], deny: ['WebFetch'] },
        apiKeyHelper: 'k.sh',
      },
      { mode: 'acceptEdits', allowed: 2, denied: 1, keyHelper: true },
    ],
    [
      '~/.codex/config.toml',
      'model_provider = "acme"\napproval_policy = "on-request"\nsandbox_mode = "workspace-write"\n',
      { mode: 'on-request', sandbox: 'workspace-write', provider: 'acme' },
    ],
    [
      '~/.gemini/settings.json',
      { security: { auth: { selectedType: 'gemini-api-key' } }, tools: { allowed: ['run_shell_command(git)'] } },
      { signIn: 'gemini-api-key', allowed: 1 },
    ],
    [
      '.codex/config.toml',
      `model_provider = "${word}${word}"\napproval_policy = "${['gh', 'p_'].join('')}${word}CANARYxx"`,
      { provider: { unknown: 'failed' }, mode: { unknown: 'failed' } },
    ],
  ])('of %s', async (path, file, settings) => {
    expect(await configOf(path, file)).toMatchObject([{ settings, unattended: null }])
  })

  test.each<readonly [string, string | object, string]>([
    ['.codex/config.toml', 'sandbox_mode = "danger-full-access"', 'danger-full-access'],
    ['~/.config/Code/User/settings.json', { 'chat.tools.global.autoApprove': true }, 'chat.tools.global.autoApprove'],
    ['opencode.json', { permission: { '*': 'allow' } }, 'permission allow'],
    ['~/.openclaw/openclaw.json', '{ tools: { exec: { security: "full", ask: "off" } } }', 'tools.exec.security full'],
    ['.aider.conf.yml', 'yes-always: true\n', 'yes-always'],
  ])('in which nobody is asked, of %s', async (path, file, unattended) => {
    expect(await configOf(path, file)).toMatchObject([{ unattended }])
  })

  test('that say nothing of models are nobody’s business', async () => {
    expect(await configOf('~/.config/Code/User/settings.json', { 'editor.fontSize': 12 })).toEqual([])
    expect(await configOf('.aider.conf.yml', 'dark-mode: true\n')).toEqual([])
  })
})

describe('keys of the client itself', () => {
  test.each<readonly [string, string | object, readonly string[], readonly string[]]>([
    [
      '~/.openclaw/openclaw.json',
      `{ // JSON5
        models: { providers: { acme: { apiKey: '${word}' }, other: { apiKey: { source: 'env', id: 'OTHER_API_KEY' } } } },
        channels: { telegram: { botToken: "\${BOT_TOKEN}" }, discord: { token: '${word}2' } },
        gateway: { auth: { token: 'YOUR_TOKEN' } },
        mcp: { servers: { x: { command: 'npx', args: ['-y', 'x'], env: { API_KEY: '${word}3' } } } },
      }`,
      ['channels.discord.token', 'models.providers.acme.apiKey', 'x/env.API_KEY'],
      ['BOT_TOKEN', 'OTHER_API_KEY'],
    ],
    [
      '.aider.conf.yml',
      `anthropic-api-key: ${word}\napi-key:\n  - gemini=${word}2\n  - acme=<key>\nset-env: [OPENAI_API_KEY=${word}3]\n`,
      ['OPENAI_API_KEY', 'anthropic-api-key', 'gemini-api-key'],
      [],
    ],
    ['.codex/config.toml', '[model_providers.acme]\nenv_key = "ACME_API_KEY"\n', [], ['ACME_API_KEY']],
    [
      '.claude/settings.json',
      { hooks: { Stop: [{ command: '$CLAUDE_PROJECT_DIR/x.sh' }] }, env: { A_TOKEN: '${B_TOKEN}' } },
      [],
      ['B_TOKEN'],
    ],
  ])('of %s', async (path, file, names, references) => {
    const [facts] = await configOf(path, file)
    expect(facts).toMatchObject({ configSecrets: names.map((name) => ({ name })), references })
  })
})
