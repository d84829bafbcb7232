/**
 * Where clients keep what they are configured with, as data. Sources: the vendors' own pages, and for paths in home
 * directories https://github.com/invariantlabs-ai/mcp-scan (well_known_clients.py). All of them are looked for on every
 * system: a path of another system is not there.
 */

import type { Format } from './read.ts'

export interface ConfigPlace {
  readonly client: string
  readonly path: string
  readonly format: Format
  /** Keys that lead to the servers; of several the first that is there. */
  readonly servers: readonly string[]
  /** Configurations of projects stand under this key, each under the path of its folder. */
  readonly projects?: string
  /** Nothing but settings stands in it, so that keys of the client itself are looked for everywhere. */
  readonly own?: 'everything'
}

export interface ClientFolder {
  readonly client: string
  readonly path: string
}

const json = (client: string, path: string, ...servers: readonly string[]): ConfigPlace => ({
  client,
  path,
  format: 'json',
  servers: servers.length === 0 ? ['mcpServers'] : servers,
})

/** https://code.visualstudio.com/docs/copilot/chat/mcp-servers */
const codeFolders = ['.config/Code/User', 'Library/Application Support/Code/User', 'AppData/Roaming/Code/User']
const claudeFolders = ['.config/Claude', 'Library/Application Support/Claude', 'AppData/Roaming/Claude']

const continued = {
  client: 'continue',
  path: '.continue/config.yaml',
  format: 'yaml',
  servers: ['mcpServers'],
} as const
/** https://aider.chat/docs/config/aider_conf.html */
const aider = { client: 'aider', path: '.aider.conf.yml', format: 'yaml', servers: [], own: 'everything' } as const

/** In a home directory. */
export const homePlaces: readonly ConfigPlace[] = [
  { ...json('claude-code', '.claude.json'), projects: 'projects' },
  json('claude-code', '.claude/settings.json'),
  json('claude-code', '.claude/settings.local.json'),
  ...claudeFolders.map((folder) => json('claude-desktop', `${folder}/claude_desktop_config.json`)),
  json('cursor', '.cursor/mcp.json'),
  ...codeFolders.flatMap((folder) => [
    json('vscode', `${folder}/mcp.json`, 'servers'),
    json('vscode', `${folder}/settings.json`, 'mcp.servers'),
    json('cline', `${folder}/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json`),
  ]),
  { client: 'codex', path: '.codex/config.toml', format: 'toml', servers: ['mcp_servers'] },
  json('gemini', '.gemini/settings.json'),
  json('antigravity', '.gemini/antigravity/mcp_config.json'),
  json('windsurf', '.codeium/windsurf/mcp_config.json'),
  json('kiro', '.kiro/settings/mcp.json'),
  json('copilot', '.copilot/mcp-config.json'),
  json('amazon-q', '.aws/amazonq/mcp.json'),
  // https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/mcp-ide.html
  json('amazon-q', '.aws/amazonq/default.json'),
  json('amazon-q', '.aws/amazonq/agents/default.json'),
  json('opencode', '.config/opencode/opencode.json', 'mcp'),
  json('zed', '.config/zed/settings.json', 'context_servers'),
  json('lm-studio', '.lmstudio/mcp.json'),
  continued,
  // https://docs.openclaw.ai/gateway/configuration
  { client: 'openclaw', path: '.openclaw/openclaw.json', format: 'json5', servers: ['mcp.servers'], own: 'everything' },
  aider,
]

/** In any folder of a repository. */
export const folderPlaces: readonly ConfigPlace[] = [
  json('claude-code', '.mcp.json'),
  json('claude-code', '.claude/settings.json'),
  json('claude-code', '.claude/settings.local.json'),
  json('cursor', '.cursor/mcp.json'),
  json('vscode', '.vscode/mcp.json', 'servers'),
  json('vscode', '.vscode/settings.json', 'mcp.servers'),
  { client: 'codex', path: '.codex/config.toml', format: 'toml', servers: ['mcp_servers'] },
  json('gemini', '.gemini/settings.json'),
  json('kiro', '.kiro/settings/mcp.json'),
  json('roo', '.roo/mcp.json'),
  json('amazon-q', '.amazonq/mcp.json'),
  json('amazon-q', '.amazonq/default.json'),
  json('opencode', 'opencode.json', 'mcp'),
  json('opencode', 'opencode.jsonc', 'mcp'),
  json('zed', '.zed/settings.json', 'context_servers'),
  continued,
  aider,
]

/** Folders of agents, each a page that begins with what it is: https://docs.claude.com/en/docs/claude-code/sub-agents */
export const agentFolders: readonly ClientFolder[] = [
  { client: 'claude-code', path: '.claude/agents' },
  { client: 'copilot', path: '.github/agents' },
]

/**
 * Folders of skills, each a folder with a page: https://code.claude.com/docs/en/skills, https://cursor.com/docs/skills,
 * https://developers.openai.com/codex/skills, https://code.visualstudio.com/docs/copilot/customization/agent-skills
 */
export const skillFolders: readonly ClientFolder[] = [
  { client: 'claude-code', path: '.claude/skills' },
  { client: 'cursor', path: '.cursor/skills' },
  { client: 'codex', path: '.codex/skills' },
  { client: 'codex', path: '.agents/skills' },
  { client: 'copilot', path: '.github/skills' },
  { client: 'openclaw', path: '.openclaw/skills' },
]

/**
 * What clients keep when somebody signs in, in a home directory; on macOS most of them use the keychain. Sources:
 * https://code.claude.com/docs/en/authentication, https://developers.openai.com/codex/auth,
 * https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/code_assist/oauth2.ts,
 * https://opencode.ai/docs/providers, https://docs.openclaw.ai/gateway/authentication
 */
export const signIns: readonly ClientFolder[] = [
  { client: 'claude-code', path: '.claude/.credentials.json' },
  { client: 'codex', path: '.codex/auth.json' },
  { client: 'gemini', path: '.gemini/oauth_creds.json' },
  { client: 'opencode', path: '.local/share/opencode/auth.json' },
  { client: 'openclaw', path: '.openclaw/agents/main/agent/auth-profiles.json' },
]

/** Files of variables that clients read: https://geminicli.com/docs/reference/configuration, https://aider.chat/docs/config/dotenv.html */
export const homeVariables: readonly string[] = ['.env', '.codex/.env', '.gemini/.env', '.openclaw/.env']

/** Never looked into: what others wrote, and what is made. */
export const notOurs: ReadonlySet<string> = new Set(
  '.git,node_modules,vendor,dist,build,target,.venv,venv,__pycache__,.cache,.terraform,.next,bower_components'.split(
    ',',
  ),
)
