import { attempt } from '../../shared/attempt.ts'
import { readPermission } from '../../shared/files/pieces.ts'
import { isUnknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { foldersOf, tellUnseen } from '../look.ts'
import { configRecord, joined, userOf } from '../map/config.ts'
import { isVariables, variablesIn } from '../map/dotenv.ts'
import { ofModels } from '../map/of-models.ts'
import { secretRecords } from '../map/secret-records.ts'
import { givenIn } from '../map/secrets.ts'
import { homeVariables } from '../places.ts'
import { idOf, shown } from '../place.ts'
import { readText } from '../read.ts'
import type { McpContext } from '../session.ts'

export const meta = {
  id: 'env-files',
  title: 'Keys of vendors of models in files of variables',
  tier: 'core',
  scopes: ['workspace'],
  needs: [readPermission],
  emits: ['env-files'],
  // It has looked the folders through.
  after: ['servers'],
} as const satisfies StepMeta

const most = 1 << 20

export async function step(context: McpContext): Promise<void> {
  tellUnseen(context)
  const paths = context.session.home
    ? homeVariables
    : (await foldersOf(context)).flatMap(({ path, names }) =>
        [...names]
          .filter(isVariables)
          .toSorted()
          .map((name) => (path === '' ? name : `${path}/${name}`)),
      )
  for (const path of paths) await emitFile(context, path)
}

async function emitFile(context: McpContext, path: string): Promise<void> {
  const nativeId = shown(context, path)
  const file = await attempt(context, nativeId, () => readText(context, path, most))
  if (file === undefined || isUnknown(file)) return
  const { literals } = ofModels(givenIn(variablesIn(file.text), context.io.fingerprint))
  // Whoever reads the file gets what stands in it; where else a value may come from is told there.
  if (literals.length === 0) return
  const own = { literals, credentials: [] }
  const config = idOf(context, 'agent-config', nativeId)
  const facts = { client: 'env-file', user: userOf(file.user), servers: 0, unattended: null, hooks: 0, settings: null }
  context.emit(configRecord(context, nativeId, { ...facts, ...joined([], own) }))
  for (const record of secretRecords(context, { nativeId, id: null, config, path: nativeId, holder: null }, own))
    context.emit(record)
}
