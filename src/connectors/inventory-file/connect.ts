/** Which files there are to read. */
import type { Scope } from '../../model/index.ts'
import { scopeId } from '../../model/index.ts'
import type { ConnectorIo, Opened } from '../contract.ts'
import { ConfigError } from '../errors.ts'
import { lookAt, unlessRefused } from '../shared/files/pieces.ts'
import { rememberIds } from './map/seen.ts'
import { nameOf, provider, sourceOf } from './place.ts'
import type { FileKind } from './fields.ts'
import type { InventoryFile, InventoryFileConfig } from './schema.ts'
import type { FileClient, FileSession } from './session.ts'

export async function connect(config: InventoryFileConfig, io: ConnectorIo): Promise<FileClient> {
  if (config.files.length === 0)
    throw new ConfigError(
      'No file of inventory is named.',
      'Name one in muster.yaml: connectors.inventory-file.files: [{ path: vault.csv, kind: credentials }].',
    )
  const files = new Map<string, InventoryFile>()
  for (const file of config.files) {
    const name = nameOf(file)
    const other = files.get(name)
    if (other !== undefined)
      throw new ConfigError(
        `The files ${other.path} and ${file.path} are both called ${name}.`,
        'Give one of them another name.',
      )
    files.set(name, file)
    await demand(io, file.path)
  }
  return { config, files, ids: new Map() }
}

/** A path that is wrong is a mistake in the settings; what else is wrong with a file becomes a gap of its scope. */
async function demand(io: ConnectorIo, path: string): Promise<void> {
  const { disk } = io
  if (disk === undefined)
    throw new ConfigError(
      'This program gives connectors no files to read.',
      'A program that embeds Muster gives scan() a disk: localDisk().',
    )
  const found = await unlessRefused(lookAt(io, disk, path))
  if (found === undefined)
    throw new ConfigError(`There is no file ${path}.`, 'Paths are relative to the working directory.')
}

export async function* scopes(client: FileClient): AsyncGenerator<Scope> {
  for (const name of client.files.keys())
    yield { id: scopeId(provider, 'workspace', name), provider, kind: 'workspace', nativeId: name, name }
}

const steps: readonly FileKind[] = ['principals', 'credentials', 'owners']

export async function open(client: FileClient, scope: Scope): Promise<Opened<FileSession>> {
  const { files, config, ids } = client
  const file = files.get(scope.nativeId)
  if (file === undefined) throw new Error(`${scope.id} was never found`)
  const source = sourceOf(file)
  const others = steps.filter((step) => step !== file.kind)
  const beside = [...files].filter(
    ([name, each]) => name !== scope.nativeId && each.kind === file.kind && sourceOf(each) === source,
  )
  return {
    session: {
      file,
      source,
      principalsListed: config.files.some((each) => each.kind === 'principals' && sourceOf(each) === source),
      elsewhere: () =>
        beside.flatMap(([name, { path }]) => {
          const known = ids.get(name)
          return known === undefined ? [] : [{ path, ids: known }]
        }),
      remember: () => {
        const own = rememberIds()
        // Nobody else asks for them; a file that is read again begins anew.
        if (beside.length > 0) ids.set(scope.nativeId, own)
        return own
      },
    },
    without: Object.fromEntries(
      others.map((step) => [step, { reason: 'skipped', detail: `The file holds ${file.kind}.` } as const]),
    ),
  }
}
