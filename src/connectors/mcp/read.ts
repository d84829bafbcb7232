/** Reads a configuration, whatever its format. What is not there is no gap; what cannot be read is one. */
import { VendorError } from '../errors.ts'
import { lookAt, textOf, readPermission, unreadable } from '../shared/files/pieces.ts'
import { isTable } from '../shared/mcp-server.ts'
import type { Table } from '../shared/mcp-server.ts'
import { json5, jsonWithComments } from './map/jsonc.ts'
import { tomlIn } from './map/toml.ts'
import { yamlIn } from './map/yaml.ts'
import { within } from './place.ts'
import type { McpContext } from './session.ts'

/** How each is read, and how large it may be: Claude Code keeps its history in JSON, the others are written by hand. */
const formats = {
  json: { most: 64 << 20, parse: jsonWithComments },
  json5: { most: 64 << 20, parse: json5 },
  toml: { most: 4 << 20, parse: tomlIn },
  yaml: { most: 1 << 20, parse: yamlIn },
} as const
export type Format = keyof typeof formats

export interface ConfigFile {
  readonly table: Table
  readonly user: string | undefined
}

/** undefined: there is no such file, or it is empty. Rejects with AccessError or VendorError. */
export async function readConfig(context: McpContext, path: string, format: Format): Promise<ConfigFile | undefined> {
  const file = await readText(context, path, formats[format].most)
  if (file === undefined) return undefined
  const table = parsed(file.text, format)
  if (!isTable(table)) throw unreadable('it', `is not valid ${format.toUpperCase()}, or holds no settings.`)
  return { table, user: file.user }
}

/** undefined: there is no such file, or nothing in it. */
export async function readText(
  context: McpContext,
  path: string,
  most = formats.json.most,
): Promise<{ readonly text: string; readonly user: string | undefined } | undefined> {
  const { io, session } = context
  const { disk } = io
  if (disk === undefined) throw new VendorError('This program gives connectors no files to read.', readPermission)
  const full = within(session.folder, path)
  const found = await lookAt(io, disk, full)
  if (found === undefined || found.type === 'folder' || (found.type === 'file' && found.bytes === 0)) return undefined
  const text = await textOf(io, full, most, 'it')
  return text.trim() === '' ? undefined : { text, user: found.owner }
}

function parsed(text: string, format: Format): unknown {
  try {
    return formats[format].parse(text)
  } catch {
    return undefined
  }
}
