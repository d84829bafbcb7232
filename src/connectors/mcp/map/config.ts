/** A file that configures a client, as a record. */
import type { ConfigSecret } from '../../../model/facts/config-secret.ts'
import type { AgentConfigFacts } from '../../../model/facts/mcp.ts'
import type { Emission, Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { isTable } from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import { configFacts } from '../../shared/secret-shapes.ts'
import { idOf, placeOf } from '../place.ts'
import type { McpContext } from '../session.ts'
import type { GivenSecrets } from './secrets.ts'

/**
 * Where clients keep keys of their own, beside what they give to commands: of models (Continue `models`, opencode
 * `provider`, Codex `model_providers`), what is asked for with an answer at hand (VS Code `inputs`), in commands that
 * run by themselves. History and other text of people is left aside.
 */
const ownKeys =
  'env|apiKeyHelper|primaryApiKey|hooks|inputs|models|model_providers|provider|shell_environment_policy'.split('|')

/** Of the client itself, not of its servers. */
export function ownSecrets(table: Table, fingerprint: (value: string) => string): readonly ConfigSecret[] {
  const entries = ownKeys.flatMap((key) => (Object.hasOwn(table, key) ? [[key, table[key]] as const] : []))
  return configFacts(entries, fingerprint).configSecrets
}

export function configRecord(
  context: McpContext,
  path: string,
  facts: Omit<AgentConfigFacts, 'path'>,
): Emission & { readonly type: 'resource' } {
  return {
    type: 'resource',
    id: idOf(context, 'agent-config', path),
    ...placeOf(context),
    kind: 'agent-config',
    nativeId: path,
    name: path,
    facts: { path, ...facts },
  }
}

/** A secret is named by the server that it stands with: `github/env.TOKEN`. */
export function joined(
  servers: readonly { readonly name: string; readonly given: GivenSecrets }[],
  own: readonly ConfigSecret[],
) {
  return {
    configSecrets: [
      ...servers.flatMap(({ name, given }) =>
        given.literals.map((each) => ({ ...each, name: `${name}/${each.name}` })),
      ),
      ...own,
    ].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    references: [
      ...new Set(servers.flatMap(({ given }) => given.credentials.flatMap(({ reference }) => reference ?? []))),
    ].toSorted(),
  }
}

/**
 * A mode in which nobody is asked. https://docs.claude.com/en/docs/claude-code/iam,
 * https://developers.openai.com/codex/config-reference
 */
export function unattendedIn(table: Table): string | null {
  const permissions = isTable(table['permissions']) ? table['permissions'] : {}
  if (permissions['defaultMode'] === 'bypassPermissions') return 'bypassPermissions'
  if (table['sandbox_mode'] === 'danger-full-access') return 'danger-full-access'
  if (table['enableAllProjectMcpServers'] === true) return 'enableAllProjectMcpServers'
  return table['approval_policy'] === 'never' ? 'approval_policy never' : null
}

/** How many commands run by themselves. */
export function hooksIn({ hooks }: Table): number {
  if (!isTable(hooks)) return 0
  return Object.values(hooks).reduce<number>((sum, each) => sum + (Array.isArray(each) ? each.length : 0), 0)
}

export function userOf(user: string | undefined): Known<string> {
  return user ?? unknown('unsupported')
}
