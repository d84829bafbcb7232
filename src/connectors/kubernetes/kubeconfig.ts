/**
 * Reads kubeconfig files as kubectl does: of several, whoever says something first is heard.
 * https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 */
import { dirname, isAbsolute, join, sep } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { ConfigError } from '../errors.ts'

const string = z.string()
/** Go reads null as if it were not there, and tools write it. */
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined)
const given = optional(string)
const flag = optional(z.boolean())
const texts = optional(z.array(string))

const clusterShape = z.object({
  server: string.default(''),
  'certificate-authority': given,
  'certificate-authority-data': given,
  'insecure-skip-tls-verify': flag,
  'tls-server-name': given,
  'proxy-url': given,
  extensions: optional(z.array(z.object({ name: string, extension: z.unknown() }))),
})

const execShape = z.object({
  apiVersion: string.default('client.authentication.k8s.io/v1'),
  command: string,
  args: texts,
  env: optional(z.array(z.object({ name: string, value: string }))),
  installHint: given,
  provideClusterInfo: flag,
  interactiveMode: given,
})

const userShape = z.object({
  token: given,
  tokenFile: given,
  'client-certificate': given,
  'client-certificate-data': given,
  'client-key': given,
  'client-key-data': given,
  username: given,
  'auth-provider': optional(z.object({ name: string })),
  exec: optional(execShape),
  as: given,
  'as-uid': given,
  'as-groups': texts,
  'as-user-extra': optional(z.record(string, z.array(string))),
})

/** What a context leaves out counts when it is taken: others beside it may be left over from clusters long gone. */
const contextShape = z.object({ cluster: string.default(''), user: string.default('') })

const fileShape = z.object({
  'current-context': string.nullish(),
  contexts: z.array(z.object({ name: string, context: contextShape })).nullish(),
  clusters: z.array(z.object({ name: string, cluster: clusterShape })).nullish(),
  users: z.array(z.object({ name: string, user: userShape.nullish() })).nullish(),
})

export type ClusterEntry = z.infer<typeof clusterShape>
export type UserEntry = Partial<z.infer<typeof userShape>>
export type ExecEntry = z.infer<typeof execShape>

export interface KubeContext {
  readonly name: string
  readonly cluster: ClusterEntry
  readonly user: UserEntry
}

export interface KubeFile {
  /** For sentences, and where relative paths begin. */
  readonly from: string
  readonly text: string
  /** Relative paths begin here; left out: there is no folder, as of a variable. */
  readonly folder?: string
}

/** Those that `wanted` names, or the current one; in the order of the files. */
export function contextsIn(files: readonly KubeFile[], wanted: readonly string[]): readonly KubeContext[] {
  const read = files.map((file) => ({ file, content: contentOf(file) }))
  const where = files.map(({ from }) => from).join(', ')
  const names = [...new Set(read.flatMap(({ content }) => (content.contexts ?? []).map(({ name }) => name)))]
  const current = read.map(({ content }) => content['current-context']).find((name) => name !== null && name)
  const chosen = wanted.length === 0 ? [current ?? ''] : names.filter((name) => wanted.some((each) => fits(each, name)))
  for (const each of wanted)
    if (!names.some((name) => fits(each, name))) throw noContext(`There is no context ${each} in ${where}.`, names)
  if (wanted.length === 0 && !names.includes(chosen[0] ?? ''))
    throw noContext(
      current ? `The current context ${current} is not in ${where}.` : `${where} has no current context.`,
      names,
    )
  return chosen.map((name) => contextIn(read, name, where))
}

function noContext(sentence: string, names: readonly string[]): ConfigError {
  const known = names.length === 0 ? 'There is none in it.' : `There are: ${names.slice(0, 20).join(', ')}.`
  return new ConfigError(sentence, `${known} Set contexts: [NAME].`)
}

function fits(wanted: string, name: string): boolean {
  const parts = wanted.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name)
}

interface Read {
  readonly file: KubeFile
  readonly content: z.infer<typeof fileShape>
}

function contextIn(read: readonly Read[], name: string, where: string): KubeContext {
  const found = read.flatMap(({ content }) => content.contexts ?? []).find((each) => each.name === name)
  const { cluster: clusterName, user: userName } = found?.context ?? { cluster: '', user: '' }
  for (const { file, content } of read) {
    const entry = content.clusters?.find((each) => each.name === clusterName)
    if (entry === undefined) continue
    return { name, cluster: resolved(entry.cluster, file, ['certificate-authority']), user: userIn(read, userName) }
  }
  throw new ConfigError(
    `The context ${name} of ${where} names a cluster ${clusterName} that is not in it.`,
    'Check it with: kubectl config view.',
  )
}

function userIn(read: readonly Read[], name: string): UserEntry {
  for (const { file, content } of read) {
    const entry = content.users?.find((each) => each.name === name)
    if (entry === undefined) continue
    const user = resolved<UserEntry>(entry.user ?? {}, file, ['tokenFile', 'client-certificate', 'client-key'])
    const { exec } = user
    if (exec === undefined || !/[/\\]/.test(exec.command)) return user
    return { ...user, exec: { ...exec, command: programIn(exec.command, file) } }
  }
  return {}
}

function resolved<T extends { readonly [name: string]: unknown }>(
  entry: T,
  file: KubeFile,
  names: readonly string[],
): T {
  const paths = names.flatMap((name) => {
    const value = entry[name]
    return typeof value === 'string' && value !== '' ? [[name, inFolder(value, file)] as const] : []
  })
  return { ...entry, ...Object.fromEntries(paths) }
}

function inFolder(path: string, { folder }: KubeFile): string {
  return isAbsolute(path) || folder === undefined ? path : join(folder, path)
}

/** With a slash in it whatever the folder is: a bare name would be looked for in PATH. */
function programIn(path: string, file: KubeFile): string {
  const found = inFolder(path, file)
  return /[/\\]/.test(found) ? found : `.${sep}${found}`
}

export function folderOf(path: string): string {
  return dirname(path)
}

function contentOf({ from, text }: KubeFile): Read['content'] {
  let data: unknown
  try {
    data = parse(text)
  } catch {
    // The parser's own words repeat lines of the file, which may hold a token.
    throw new ConfigError(`${from} is no YAML.`, 'It should be a kubeconfig file: kubectl config view --raw.')
  }
  const read = fileShape.safeParse(data ?? {})
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new ConfigError(
    `${from} is no kubeconfig: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}.`,
    'Check it with: kubectl config view.',
  )
}
