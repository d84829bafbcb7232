/** What a file holds that gcloud wrote: exports and lists of Cloud Asset, roles, and when what was used. */
import { ConfigError } from '../../errors.ts'

export type Row = { readonly [name: string]: unknown }

/** One asset, of an export (`asset_type`), a list (`assetType`) or a search. */
export interface AssetRow {
  /** Full resource name. */
  readonly name: string
  readonly assetType: string
  /** `projects/<number>`, `folders/<number>`, `organizations/<number>`: the nearest first. */
  readonly ancestors: readonly string[]
  readonly resource: { readonly data: Row; readonly location?: string } | undefined
  readonly policy: Row | undefined
  readonly createTime: string | undefined
}

export interface Held {
  readonly assets: readonly AssetRow[]
  readonly roles: readonly Row[]
  readonly activities: readonly Row[]
}

const lists = ['assets', 'results', 'roles', 'activities'] as const

export function heldIn(files: readonly { readonly path: string; readonly text: string }[]): Held {
  const assets: AssetRow[] = []
  const roles: Row[] = []
  const activities: Row[] = []
  for (const { path, text } of files) {
    for (const row of rowsIn(path, text)) {
      const asset = assetIn(row)
      if (asset !== undefined) assets.push(asset)
      else if (typeof row['fullResourceName'] === 'string' && typeof row['activityType'] === 'string')
        activities.push(row)
      else if (typeof row['name'] === 'string' && /(?:^|\/)roles\/[^/]+$/.test(row['name'])) roles.push(row)
      else throw unknownFile(path)
    }
  }
  return { assets, roles, activities }
}

/** An export has one object a line; a list is one of JSON; an answer of the API itself is an object with a list in it. */
function rowsIn(path: string, text: string): readonly Row[] {
  const plain = text.replace(/^\uFEFF/, '').trim()
  const whole = parsed(plain)
  if (Array.isArray(whole)) return whole.filter(isRow)
  if (isRow(whole)) {
    const name = lists.find((each) => Array.isArray(whole[each]))
    if (name === undefined) return [whole]
    // Pages of roles are saved one by one, and a role that is on none of them is told to be missing.
    if (name !== 'roles' && typeof whole['nextPageToken'] === 'string' && whole['nextPageToken'] !== '')
      throw new ConfigError(
        `${path} is cut off: its list goes on where it ends.`,
        'Write it with gcloud asset list or gcloud asset export, which read to the end.',
      )
    return (whole[name] as readonly unknown[]).filter(isRow)
  }
  return plain.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const row = parsed(line)
    if (isRow(row)) return [row]
    throw new ConfigError(
      `${path} is no JSON in line ${index + 1}.`,
      'Write it with gcloud and --format=json, in UTF-8.',
    )
  })
}

function assetIn(row: Row): AssetRow | undefined {
  const assetType = row['asset_type'] ?? row['assetType']
  // A search for policies has the name of what they are on where others have the thing itself.
  const name = typeof row['resource'] === 'string' ? row['resource'] : row['name']
  if (typeof assetType !== 'string' || typeof name !== 'string') return undefined
  const { resource } = row
  const data = isRow(resource) ? resource['data'] : undefined
  const location = isRow(resource) ? resource['location'] : undefined
  const policy = row['iam_policy'] ?? row['iamPolicy'] ?? row['policy']
  const createTime = row['createTime'] ?? row['create_time']
  return {
    name,
    assetType,
    ancestors: ancestorsIn(row),
    resource: isRow(data) ? { data, ...(typeof location === 'string' ? { location } : {}) } : undefined,
    policy: isRow(policy) ? policy : undefined,
    createTime: typeof createTime === 'string' ? createTime : undefined,
  }
}

function ancestorsIn(row: Row): readonly string[] {
  const { ancestors, project, folders, organization } = row
  const told = Array.isArray(ancestors)
    ? ancestors
    : [project, ...(Array.isArray(folders) ? folders : []), organization]
  return told.filter((each): each is string => typeof each === 'string' && each !== '')
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** undefined: it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unknownFile(path: string): ConfigError {
  return new ConfigError(
    `${path} holds something that is not known here.`,
    'docs/guide/offline.md tells which files of gcloud are read.',
  )
}
