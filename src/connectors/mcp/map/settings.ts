/** What a client's settings say of how it works: whom it asks, what may run, whose models it uses. No value of a secret. */
import type { AgentSettings } from '../../../model/facts/mcp.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { isTable } from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import { secretShape } from '../../shared/secret-shapes.ts'

/** null: the file says nothing of it. */
export function settingsIn(table: Table): AgentSettings | null {
  const rules = tableAt(table, 'permissions')
  const settings: AgentSettings = {
    mode: word(rules['defaultMode'] ?? table['approval_policy'] ?? tableAt(table, 'general')['defaultApprovalMode']),
    sandbox: word(table['sandbox_mode']),
    // https://geminicli.com/docs/reference/configuration: tools that are not asked for.
    allowed: countIn(rules['allow']) + countIn(tableAt(table, 'tools')['allowed']),
    denied: countIn(rules['deny']),
    // https://developers.openai.com/codex/config-reference
    provider: word(table['model_provider']),
    signIn: word(tableAt(tableAt(table, 'security'), 'auth')['selectedType'] ?? table['forced_login_method']),
    keyHelper: typeof table['apiKeyHelper'] === 'string' && table['apiKeyHelper'] !== '',
  }
  const { mode, sandbox, allowed, denied, provider, signIn, keyHelper } = settings
  const silent = [mode, sandbox, provider, signIn].every((each) => each === null) && allowed + denied === 0
  return silent && !keyHelper ? null : settings
}

/**
 * A mode in which nobody is asked. https://code.claude.com/docs/en/permission-modes,
 * https://developers.openai.com/codex/config-reference, https://code.visualstudio.com/docs/agents/run/approvals,
 * https://opencode.ai/docs/permissions, https://docs.openclaw.ai/tools/exec, https://aider.chat/docs/config/aider_conf.html.
 * Gemini takes its own from the command line alone.
 */
export function unattendedIn(table: Table): string | null {
  const found = modes.find(({ on }) => on(table))
  return found === undefined ? null : found.name
}

const modes: readonly { readonly name: string; readonly on: (table: Table) => boolean }[] = [
  { name: 'bypassPermissions', on: (table) => tableAt(table, 'permissions')['defaultMode'] === 'bypassPermissions' },
  { name: 'danger-full-access', on: (table) => table['sandbox_mode'] === 'danger-full-access' },
  { name: 'enableAllProjectMcpServers', on: (table) => table['enableAllProjectMcpServers'] === true },
  { name: 'approval_policy never', on: (table) => table['approval_policy'] === 'never' },
  { name: 'chat.tools.global.autoApprove', on: (table) => table['chat.tools.global.autoApprove'] === true },
  {
    name: 'permission allow',
    on: ({ permission }) => permission === 'allow' || (isTable(permission) && permission['*'] === 'allow'),
  },
  {
    name: 'tools.exec.security full',
    on: (table) => {
      const exec = tableAt(tableAt(table, 'tools'), 'exec')
      return exec['security'] === 'full' && exec['ask'] === 'off'
    },
  },
  { name: 'yes-always', on: (table) => table['yes-always'] === true },
]

export function tableAt(table: Table, key: string): Table {
  const found = Object.hasOwn(table, key) ? table[key] : undefined
  return isTable(found) ? found : {}
}

/** One word as its client knows it; anything else may be what nobody meant to write there. */
function word(value: unknown): Known<string> {
  if (value === undefined || value === null) return null
  const plain = typeof value === 'string' && /^[\w.-]{1,60}$/.test(value) && secretShape('', value) === undefined
  return plain ? value : unknown('failed')
}

function countIn(rules: unknown): number {
  return Array.isArray(rules) ? rules.length : 0
}
