/** What frameworks, gateways, Compose and files of variables tell of, and what they do not. */
import { describe, expect, test } from 'vitest'
import { scanMcp } from '../../../test/support/mcp-scan.ts'

/** In pieces, so that no scanner takes this page for a leak. */
const word = ['CANARYx9Kf2LqT7vB3', 'nW8zR5yH1dJ6sG0p'].join('')
const key = [
  'sk-proj-',
  'CANARYq7Gm2Xk9vB4nT8wL1zR6yH3dJ5sF0p',
  'T3BlbkFJ',
  'aE4uI8oK2tM6gW1bN5xQ9eV3rY7hZjCANARY',
].join('')

async function scanned(path: string, file: string | object) {
  const found = await scanMcp({ [path]: file })
  expect(found.gaps).toEqual([])
  expect(found.text).not.toContain('CANARY')
  const [config] = found.all('resource', 'agent-config')
  return {
    ...found,
    identities: found.all('identity').map(({ kind, nativeId }) => `${String(kind)} ${String(nativeId)}`),
    secrets: (config?.['facts'] as { configSecrets: readonly { name: string }[] } | undefined)?.configSecrets.map(
      ({ name }) => name,
    ),
    references: (config?.['facts'] as { references: readonly string[] } | undefined)?.references,
  }
}

describe('a framework', () => {
  test.each<readonly [string, string | object, readonly string[], readonly string[], readonly string[]]>([
    [
      'langgraph.json',
      {
        graphs: { helper: './a.py:graph', other: { path: 'b.ts:g' } },
        env: { OPENAI_API_KEY: key, X_TOKEN: '${X_TOKEN}' },
      },
      ['agent langgraph.json#helper', 'agent langgraph.json#other'],
      ['env.OPENAI_API_KEY'],
      ['X_TOKEN'],
    ],
    [
      'src/crew/config/agents.yaml',
      `researcher:\n  role: a\n  goal: b\n  backstory: c\n  llm: openai/gpt-4o\n  mcps: ['https://mcp.example.com/mcp?api_key=${word}']\n`,
      ['agent src/crew/config/agents.yaml#researcher'],
      ['researcher/mcps.0.api_key'],
      [],
    ],
    [
      'litellm_config.yaml',
      [
        'model_list:',
        '  - model_name: a',
        `    litellm_params: { model: openai/gpt-4o, api_key: os.environ/OPENAI_API_KEY }`,
        `  - model_name: b`,
        `    litellm_params: { model: azure/b, api_base: 'https://b.openai.azure.com/openai/deployments/gpt-4o-2024-08-06', api_key: ${word} }`,
        `general_settings: { master_key: ${word}2, database_url: os.environ/DATABASE_URL }`,
        'mcp_servers: { docs: { url: "https://mcp.example.com/mcp" } }',
      ].join('\n'),
      ['mcp-server litellm_config.yaml#docs', 'model-gateway litellm_config.yaml#litellm'],
      ['litellm/general_settings.master_key', 'litellm/model_list.1.litellm_params.api_key'],
      ['OPENAI_API_KEY'],
    ],
    [
      'promptfooconfig.yaml',
      `providers:\n  - id: openai:gpt-4o\n    config: { apiKey: ${key} }\n  - { id: x, config: { apiKeyEnvar: ACME_API_KEY } }\n`,
      [],
      ['providers.0.config.apiKey'],
      ['ACME_API_KEY'],
    ],
    [
      'vercel.json',
      { env: { AI_GATEWAY_API_KEY: word, SESSION_SECRET: `${word}2` } },
      [],
      ['env.AI_GATEWAY_API_KEY'],
      [],
    ],
  ])('in %s', async (path, file, identities, secrets, references) => {
    expect(await scanned(path, file)).toMatchObject({ identities, secrets, references })
  })

  test('that runs with a role of AWS meets it', async () => {
    const role = 'arn:aws:iam::111122223333:role/agent'
    const { all, identities } = await scanned(
      '.bedrock_agentcore.yaml',
      `default_agent: a\nagents:\n  a: { name: a, entrypoint: a.py, aws: { execution_role: '${role}' } }\n  b: { aws: { execution_role: null } }\n`,
    )
    expect(identities).toEqual(['agent .bedrock_agentcore.yaml#a', 'agent .bedrock_agentcore.yaml#b'])
    expect(all('edge', 'runs-as').map(({ to }) => to)).toEqual([`aws:111122223333:iam-role:${role}`])
  })

  test.each<readonly [string, string | object]>([
    ['agents.yaml', 'support:\n  name: Support\n  phone: 1\n'],
    ['litellm-notes.yaml', 'a: 1\n'],
    ['vercel.json', { env: { SESSION_SECRET: word } }],
    ['langgraph.json', { name: 'x' }],
    [
      'compose.yml',
      `services:\n  db:\n    image: postgres:16\n    environment: { POSTGRES_PASSWORD: ${word} }\n  web: { build: . }\n`,
    ],
  ])('is not every file of that name: %s', async (path, file) => {
    const { all } = await scanned(path, file)
    expect([...all('identity'), ...all('resource'), ...all('credential')]).toEqual([])
  })
})

test('of Compose only what is a model, reaches one, or is an MCP server', async () => {
  const { identities, secrets, server } = await scanned(
    'docker-compose.prod.yml',
    `x-keys: &keys
  OPENAI_API_KEY: ${key}
services:
  db: { image: 'pgvector/pgvector:pg16', environment: { <<: *keys, POSTGRES_PASSWORD: ${word} } }
  web: { build: ., environment: [ANTHROPIC_API_KEY, 'LOG_LEVEL=debug'] }
  llm: { image: ollama/ollama }
  chat: { image: acme/chat, models: [small] }
  proxy: { image: nginx, environment: { SESSION_SECRET: ${word}2 } }
  gateway:
    image: docker/mcp-gateway
    command: ['--transport=streaming', '--servers=fetch']
  fetch: { image: 'mcp/fetch@sha256:${'a'.repeat(64)}', environment: { API_KEY: ${word}3 } }
models:
  small: { model: ai/smollm2 }
`,
  )
  expect(identities).toEqual(
    [
      'compose-service docker-compose.prod.yml#chat',
      'compose-service docker-compose.prod.yml#llm',
      'mcp-server docker-compose.prod.yml#fetch',
      'mcp-server docker-compose.prod.yml#gateway',
      'compose-service docker-compose.prod.yml#web',
    ].toSorted(),
  )
  expect(secrets).toEqual(['db.OPENAI_API_KEY', 'fetch/env.API_KEY'])
  expect(server('docker-compose.prod.yml#gateway').facts).toMatchObject({
    package: { name: 'docker/mcp-gateway', pinned: false },
  })
  expect(server('docker-compose.prod.yml#fetch').facts).toMatchObject({ package: { pinned: true } })
})

describe('a file of variables', () => {
  test('is read for keys of vendors of models, and for nothing else', async () => {
    const { secrets, identities } = await scanned(
      'app/.env.local',
      [
        `export OPENAI_API_KEY="${key}" # mine`,
        `MISTRAL_API_KEY='${word}'`,
        `DATABASE_PASSWORD=${word}9`,
        'ANTHROPIC_API_KEY=',
        'GROQ_API_KEY=<your key>',
        'GEMINI_API_KEY=$(op read op://vault/gemini/key)',
        'COHERE_API_KEY=op://vault/cohere/key',
        `#XAI_API_KEY=${word}8`,
        `OTHER="a`,
        `b ${key}"`,
      ].join('\r\n'),
    )
    expect(secrets).toEqual(['MISTRAL_API_KEY', 'OPENAI_API_KEY', 'OTHER'])
    expect(identities).toEqual([])
  })

  test('in UTF-16, as PowerShell writes it', async () => {
    const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`OPENAI_API_KEY=${key}\r\n`, 'utf16le')])
    const { all } = await scanMcp({ '.env': new Uint8Array(text) })
    expect(all('credential').map(({ nativeId }) => nativeId)).toEqual(['.env/OPENAI_API_KEY'])
  })

  test.each(['.env.example', '.env.local.sample', 'template.env', '.env.vault', 'environment.ts'])(
    'is not %s',
    async (path) => {
      expect((await scanMcp({ [path]: `OPENAI_API_KEY=${key}\n` })).all('resource')).toEqual([])
    },
  )
})

test('a key in two files of two folders has one fingerprint', async () => {
  const { all } = await scanMcp({
    '.env': `OPENAI_API_KEY=${key}`,
    'gateway/litellm.yaml': `model_list: [{ model_name: a, litellm_params: { model: a, api_key: ${key} } }]`,
    '.mcp.json': { mcpServers: { x: { command: 'x', args: ['--api-key', key] } } },
  })
  expect(new Set(all('credential').map(({ fingerprint }) => fingerprint)).size).toBe(1)
  expect(all('credential')).toHaveLength(3)
})

describe('sign-ins', () => {
  test('are told by their file and its date, which is not opened', async () => {
    const { all, gaps, text } = await scanMcp({
      '~/.codex/auth.json': { refuses: 'EACCES' },
      '~/.claude/.credentials.json': { claudeAiOauth: { accessToken: key } },
      '.codex/auth.json': '{}',
    })
    expect(gaps).toEqual([])
    expect(text).not.toContain('CANARY')
    expect(all('credential')).toMatchObject([
      {
        kind: 'session',
        nativeId: '~/.claude/.credentials.json',
        facts: { client: 'claude-code', writtenAt: '2026-11-02T09:30:00.000Z' },
      },
      { kind: 'session', nativeId: '~/.codex/auth.json' },
    ])
    expect(all('edge', 'authenticates').map(({ to }) => to)).toEqual(
      Array.from({ length: 2 }, () => 'mcp:ada-laptop:user:ada'),
    )
  })
})

test('skills are instructions, with the tools that they may use', async () => {
  const { all } = await scanMcp({
    '.claude/skills/release/SKILL.md': '---\nname: release\nallowed-tools: Bash(git *), Read\n---\nTag it.\n',
    '.claude/skills/notes.md': 'x',
    '~/.cursor/skills/x/SKILL.md': 'no head',
  })
  expect(all('identity')).toEqual([])
  expect(all('resource')).toMatchObject([{ kind: 'skill', name: 'release', facts: { tools: ['Bash(git *)', 'Read'] } }])
})
