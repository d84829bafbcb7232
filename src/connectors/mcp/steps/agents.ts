import type { SkillFacts, SubagentFacts } from '../../../model/facts/mcp.ts'
import type { Disk, StepMeta } from '../../contract.ts'
import type { Known } from '../../../model/index.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import { attempt } from '../../shared/attempt.ts'
import { listIn, lookAt, readPermission } from '../../shared/files/pieces.ts'
import { safeName } from '../../shared/safe-names.ts'
import { isTable } from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import { agentFoldersIn, tellUnseen } from '../look.ts'
import { agentFolders, skillFolders } from '../places.ts'
import { idOf, placeOf, shown, within } from '../place.ts'
import { yamlIn } from '../map/yaml.ts'
import { readText } from '../read.ts'
import type { McpContext } from '../session.ts'

export const meta = {
  id: 'agents',
  title: 'Agents and skills that files describe',
  tier: 'core',
  scopes: ['workspace'],
  needs: [readPermission],
  emits: ['agents'],
  // It has looked the folders through.
  after: ['servers'],
} as const satisfies StepMeta

export async function step(context: McpContext): Promise<void> {
  tellUnseen(context)
  for (const { client, path } of await agentFoldersIn(context, agentFolders))
    for (const { name } of (await listedIn(context, path)).filter((each) => each.name.endsWith('.md')))
      await emitAgent(context, client, `${path}/${name}`)
  for (const { client, path } of await agentFoldersIn(context, skillFolders))
    for (const { name } of (await listedIn(context, path)).filter(({ folder }) => folder))
      await emitSkill(context, client, `${path}/${name}/SKILL.md`)
}

type Listed = Awaited<ReturnType<Disk['list']>>

async function listedIn(context: McpContext, path: string): Promise<Listed> {
  const { io, session } = context
  const { disk } = io
  const folder = within(session.folder, path)
  const entries = await attempt(context, shown(context, path), async () => {
    if (disk === undefined) return []
    const found = await lookAt(io, disk, folder)
    return found?.type === 'folder' ? listIn(io, disk, folder) : []
  })
  if (isUnknown(entries)) return []
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

async function emitAgent(context: McpContext, client: string, path: string): Promise<void> {
  const page = await attempt(context, shown(context, path), () => readText(context, path))
  const head = page === undefined || isUnknown(page) ? undefined : headOf(page.text)
  if (head === undefined) return
  const nativeId = shown(context, path)
  const base =
    nativeId
      .split('/')
      .at(-1)
      ?.replace(/(?:\.agent)?\.md$/, '') ?? nativeId
  const model = textIn(head['model'])
  const vendor = client === 'copilot' ? 'GitHub' : 'Anthropic'
  context.emit({
    type: 'identity',
    id: idOf(context, 'subagent', nativeId),
    ...placeOf(context),
    kind: 'subagent',
    nativeId,
    name: textIn(head['name']) ?? base,
    createdAt: unknown('unsupported'),
    enabled: true,
    class: 'ai',
    ai: {
      kind: 'agent',
      vendor,
      models: model === null ? [] : [model],
      confidence: 1,
      evidence: [`agent in ${nativeId}`],
    },
    environment: null,
    purpose: null,
    tags: null,
    facts: { path: nativeId, client, tools: toolsIn(head['tools']), model } satisfies SubagentFacts,
  })
}

/** https://agentskills.io/specification: instructions, and nobody by themselves. */
async function emitSkill(context: McpContext, client: string, path: string): Promise<void> {
  const nativeId = shown(context, path)
  const page = await attempt(context, nativeId, () => readText(context, path))
  const head = page === undefined || isUnknown(page) ? undefined : headOf(page.text)
  if (head === undefined) return
  context.emit({
    type: 'resource',
    id: idOf(context, 'skill', nativeId),
    ...placeOf(context),
    kind: 'skill',
    nativeId,
    name: textIn(head['name']) ?? nativeId.split('/').at(-2) ?? nativeId,
    facts: {
      path: nativeId,
      client,
      tools: toolsIn(head['allowed-tools']),
      model: textIn(head['model']),
    } satisfies SkillFacts,
  })
}

/** What stands between the first two lines of dashes; undefined: the page describes no agent. */
function headOf(text: string): Table | undefined {
  const head = /^\uFEFF?---[ \t]*\r?\n([^]{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)?.[1]
  if (head === undefined) return undefined
  try {
    const table: unknown = yamlIn(head)
    return isTable(table) ? table : undefined
  } catch {
    // Descriptions with colons in them are not rare: the page is there all the same.
    return {}
  }
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? safeName(value.trim()) : null
}

function toolsIn(tools: unknown): Known<readonly string[]> {
  const names = typeof tools === 'string' ? tools.split(',') : Array.isArray(tools) ? tools : undefined
  if (names === undefined) return null
  return names.flatMap((name) => (typeof name === 'string' ? [safeName(name.trim())] : [])).toSorted()
}
