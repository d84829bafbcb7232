import { attempt } from '../../shared/attempt.ts'
import { readPermission } from '../../shared/files/pieces.ts'
import { safeNames } from '../../shared/safe-names.ts'
import { isUnknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import type { Framework, GivenFramework } from '../frameworks/contract.ts'
import { frameworks } from '../frameworks/index.ts'
import { foldersOf, tellUnseen } from '../look.ts'
import { agentRecords } from '../map/agent.ts'
import { configRecord, joined, userOf } from '../map/config.ts'
import { ofModels } from '../map/of-models.ts'
import { secretRecords } from '../map/secret-records.ts'
import { givenIn } from '../map/secrets.ts'
import { serverRecords } from '../map/server.ts'
import { idOf, shown } from '../place.ts'
import { readConfig } from '../read.ts'
import type { McpContext } from '../session.ts'

export const meta = {
  id: 'frameworks',
  title: 'Agents and gateways that frameworks are configured with',
  tier: 'core',
  scopes: ['workspace'],
  needs: [readPermission],
  emits: ['frameworks'],
  // It has looked the folders through.
  after: ['servers'],
} as const satisfies StepMeta

export async function step(context: McpContext): Promise<void> {
  // A home directory is not looked through.
  if (context.session.home) return
  tellUnseen(context)
  for (const { path: folder, names } of await foldersOf(context))
    for (const name of [...names].toSorted())
      for (const framework of frameworks)
        if (framework.named(name, folder))
          await emitFile(context, framework, folder === '' ? name : `${folder}/${name}`)
}

async function emitFile(context: McpContext, framework: Framework, path: string): Promise<void> {
  const file = await attempt(context, shown(context, path), () => readConfig(context, path, framework.format))
  if (file === undefined || isUnknown(file)) return
  const found = framework.read(file.table)
  if (found !== undefined) emitFound(context, found, { client: framework.client, path, user: file.user })
}

interface Place {
  readonly client: string
  readonly path: string
  readonly user: string | undefined
}

function emitFound(context: McpContext, found: GivenFramework, { client, path, user }: Place): void {
  const nativeId = shown(context, path)
  const config = idOf(context, 'agent-config', nativeId)
  const { servers = [], agents, entries = [], modelsOnly = false } = found
  const names = safeNames([...servers, ...agents].map(({ name }) => name))
  const holders = [
    ...servers.map((server, at) => {
      const name = names[at] ?? ''
      return { name, ...serverRecords(context, { ...server, name }, { client }, { path, config }) }
    }),
    ...agents.map((agent, at) => {
      const name = names[servers.length + at] ?? ''
      return { name, ...agentRecords(context, agent, { client, name, path: nativeId, config }) }
    }),
  ]
  const all = givenIn(entries, context.io.fingerprint)
  const own = modelsOnly ? ofModels(all) : all
  if (holders.length + own.credentials.length === 0) return
  const facts = { client, user: userOf(user), servers: servers.length, unattended: null, hooks: 0, settings: null }
  context.emit(configRecord(context, nativeId, { ...facts, ...joined(holders, own) }))
  for (const record of holders.flatMap(({ records }) => records)) context.emit(record)
  for (const record of secretRecords(context, { nativeId, id: null, config, path: nativeId, holder: null }, own))
    context.emit(record)
}
