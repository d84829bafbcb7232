import { conform } from '../../../test/support/connector-tester.ts'
import { connector } from './index.ts'

/** In pieces, so that no scanner takes this page for a leak. */
const canary = ['ghp', 'CANARYcanary0123456789CANARYcanary01'].join('_')

const server = (name: string): object => ({ [name]: { command: 'npx', args: ['-y', name], env: { TOKEN: canary } } })
const agent = '---\nname: reviewer\ntools: Read, Grep\nmodel: opus\n---\nYou review.\n'

conform(connector, {
  canaries: [canary],
  config: { roots: ['/work/shop', '/work/site'], home: true },
  folders: ['/work/shop', '/work/site', '/work/shop/api', '/work/shop/.claude/agents'],
  prose: ['/work/shop/.claude/agents/reviewer.md', '/work/site/.github/agents/writer.agent.md'],
  disk: {
    '/home/ada/.cursor/mcp.json': JSON.stringify({ mcpServers: server('files') }),
    '/home/ada/.codex/config.toml': `[mcp_servers.search]\ncommand = "uvx"\nargs = ["search"]\nenv = { TOKEN = "${canary}" }\n`,
    '/work/shop/.mcp.json': JSON.stringify({ mcpServers: server('shop') }),
    '/work/shop/langgraph.json': JSON.stringify({ graphs: { helper: 'a.py:g' }, env: { TOKEN: canary } }),
    '/work/shop/api/.vscode/mcp.json': JSON.stringify({ servers: server('api') }),
    '/work/shop/.claude/agents/reviewer.md': agent,
    '/work/site/.continue/config.yaml': `mcpServers:\n  - name: notes\n    command: npx\n    env: { TOKEN: ${canary} }\n`,
    '/work/site/.github/agents/writer.agent.md': agent,
  },
})
