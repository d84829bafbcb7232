import type { StepMeta } from '../../contract.ts'
import { isUnknown } from '../../../model/index.ts'
import type { Emission } from '../../../model/index.ts'
import { attempt } from '../../shared/attempt.ts'
import { readPermission } from '../../shared/files/pieces.ts'
import { configsIn } from '../look.ts'
import type { FoundConfig } from '../look.ts'
import { configRecord, hooksIn, joined, ownGiven, userOf } from '../map/config.ts'
import { secretRecords } from '../map/secret-records.ts'
import { serverRecords } from '../map/server.ts'
import { serversOf } from '../map/servers.ts'
import { settingsIn, unattendedIn } from '../map/settings.ts'
import { userRecord } from '../map/user.ts'
import { idOf, shown } from '../place.ts'
import { readConfig } from '../read.ts'
import type { ConfigFile } from '../read.ts'
import type { McpContext } from '../session.ts'

export const meta = {
  id: 'servers',
  title: 'MCP servers that clients are configured with',
  tier: 'core',
  scopes: ['workspace'],
  needs: [readPermission],
  emits: ['servers'],
} as const satisfies StepMeta

export async function step(context: McpContext): Promise<void> {
  for (const found of await configsIn(context)) {
    const file = await attempt(context, shown(context, found.path), () =>
      readConfig(context, found.path, found.place.format),
    )
    if (file !== undefined && !isUnknown(file)) emitConfig(context, found, file)
  }
}

function emitConfig(context: McpContext, { path, place }: FoundConfig, { table, user }: ConfigFile): void {
  const nativeId = shown(context, path)
  const config = idOf(context, 'agent-config', nativeId)
  const servers = serversOf(table, place).map((server) => ({
    name: server.name,
    ...serverRecords(context, server, place, { path, config }),
  }))
  const unattended = unattendedIn(table)
  const own = ownGiven(table, place, context.io.fingerprint)
  const hooks = hooksIn(table)
  const settings = settingsIn(table)
  // Settings of an editor that say nothing of models are nobody's business.
  if (servers.length + own.credentials.length + hooks === 0 && unattended === null && settings === null) return
  const facts = { client: place.client, user: userOf(user), servers: servers.length, unattended, hooks, settings }
  const records = [
    ...servers.flatMap((each) => each.records),
    ...secretRecords(context, { nativeId, id: null, config, path: nativeId, holder: null }, own),
  ]
  context.emit(configRecord(context, nativeId, { ...facts, ...joined(servers, own) }))
  for (const record of records) context.emit(record)
  if (context.session.home && user !== undefined)
    for (const record of ownerRecords(context, user, config, records)) context.emit(record)
}

/** What stands in a home directory is whoever's it is; whose a checkout is says nothing. */
function ownerRecords(
  context: McpContext,
  user: string,
  config: string,
  records: readonly Emission[],
): readonly Emission[] {
  const owner = userRecord(context, user)
  const owned = [config, ...records.flatMap((record) => (record.type === 'identity' ? [record.id] : []))]
  return [
    owner,
    ...owned.map((to): Emission => ({
      type: 'edge',
      kind: 'owns',
      from: owner.id,
      to,
      level: 'hint',
      evidence: [{ source: 'owner of the file', detail: user }],
    })),
  ]
}
