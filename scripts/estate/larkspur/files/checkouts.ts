/** Two checkouts with configurations of AI clients: every defect of a server once, beside a twin that is in order. */
import type { Expect } from '../github/company.ts'

/** A key that nobody has. It must stand in no output: its fingerprint is all that may. */
const canary = [
  'sk-proj-',
  'CANARYq7Gm2Xk9vB4nT8wL1zR6yH3dJ5sF0p',
  'T3BlbkFJ',
  'aE4uI8oK2tM6gW1bN5xQ9eV3rY7hZjCANARY',
].join('')

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

export function plantCheckouts(expect: Expect): { readonly [path: string]: string } {
  const website = {
    mcpServers: {
      // In order: a version, and a token by reference.
      issues: {
        command: 'npx',
        args: ['-y', '@larkspur/mcp-issues@2.4.1'],
        env: { ISSUES_TOKEN: '${ISSUES_TOKEN}' },
      },
      pages: { command: 'npx', args: ['-y', '@quayside/mcp-pages'] },
      search: { command: 'uvx', args: ['larkspur-search==1.9.0'], env: { OPENAI_API_KEY: canary } },
    },
  }
  const assistant = {
    mcpServers: {
      catalogue: { command: 'node', args: ['tools/catalogue.mjs'], env: { OPENAI_API_KEY: canary } },
    },
  }
  const editor = {
    inputs: [{ type: 'promptString', id: 'tickets', description: 'Token for tickets', password: true }],
    servers: {
      tickets: {
        type: 'http',
        url: 'https://tickets.larkspur.example/mcp',
        headers: { Authorization: 'Bearer ${input:tickets}' },
      },
      weather: { type: 'http', url: 'https://mcp.quayside.example/weather' },
    },
  }
  expect('ai-mcp-server-unreviewed', '.mcp.json#pages', 'medium')
  expect('ai-mcp-server-unreviewed', '.vscode/mcp.json#weather', 'medium')
  expect('ai-agent-static-secret', '.mcp.json', 'high')
  expect('ai-agent-static-secret', '.cursor/mcp.json', 'high')
  // Of the two places the one with the lower id tells it.
  expect('ai-provider-key-sprawl', '.cursor/mcp.json', 'high')
  return {
    'checkouts/website/.mcp.json': json(website),
    'checkouts/support-assistant/.cursor/mcp.json': json(assistant),
    'checkouts/support-assistant/.vscode/mcp.json': json(editor),
  }
}
