import type { GcpWorkloadFacts } from '../../../model/facts/gcp.ts'
import { isKnown, isUnknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import { attach } from '../attached.ts'
import type { Attached } from '../attached.ts'
import { accountId, byProjectId, ownId, placeOf } from '../place.ts'
import type { GcpContext } from '../place.ts'
import { accountOf, buildDefaults } from './runner.ts'
import type { Project, Runner, Told } from './runner.ts'

export interface Seen {
  /** Full resource name, as Google gives it. */
  readonly name: string
  /** `projects/<number>` first. */
  readonly ancestors?: readonly string[] | undefined
  readonly location?: string | undefined
  readonly assetType: string
  readonly told: Told
  readonly source: string
}

/** Emits the resource, or each part of it that runs as somebody. Functions may be told by both of their kinds, and agree. */
export function emitWorkload(context: GcpContext, seen: Seen, attached: Attached): void {
  const project = projectOf(context, seen)
  const base = byProjectId(seen.name, context.session)
  for (const runner of seen.told.runners) {
    const name = runner.part === undefined ? base : `${base}/${runner.part}`
    const account = accountOf(runner.as, project, context.session)
    emitOne(context, { name, project, account, runner, seen })
    if (isKnown(account)) attach(attached, account, name)
    else if (isUnknown(account)) for (const email of buildDefaults(project)) attached.doubted.add(email)
  }
}

interface One {
  readonly name: string
  readonly project: Project
  readonly account: Known<string>
  readonly runner: Runner
  readonly seen: Seen
}

function emitOne(context: GcpContext, { name, project, account, runner, seen }: One): void {
  const { told, source, assetType, location } = seen
  const facts = {
    resourceName: name,
    assetType: runner.partType ?? told.assetType ?? assetType,
    projectId: project.id,
    location: /\/(?:locations|zones|regions)\/([^/]+)/.exec(name)?.[1] ?? location ?? null,
    labels: told.labels,
    serviceAccount: account,
    scopes: runner.scopes ?? null,
  } satisfies GcpWorkloadFacts
  const id = ownId('workload', name)
  context.emit({
    type: 'resource',
    id,
    ...placeOf(context),
    kind: 'workload',
    nativeId: name,
    name: shortName(name, runner),
    facts,
  })
  if (!isKnown(account)) return
  const evidence = [{ source, detail: name }]
  context.emit({ type: 'edge', kind: 'runs-as', from: id, to: accountId(account), level: 'configured', evidence })
}

/** `shop`; of a part `shop/blue`. */
function shortName(name: string, { part }: Runner): string {
  const parts = name.split('/')
  return part === undefined ? (parts.at(-1) ?? name) : `${parts.at(-3)}/${parts.at(-1)}`
}

/** By the first ancestor, which is its project, or else by its name. Names hold the id or the number. */
function projectOf({ session }: Pick<GcpContext, 'session'>, { name, ancestors }: Seen): Project {
  const [, named = ''] = /\/projects\/([^/]+)/.exec(name) ?? []
  const own = ancestors?.[0]?.startsWith('projects/') ? ancestors[0].slice('projects/'.length) : named
  const id = byProjectId(`projects/${own}`, session).slice('projects/'.length)
  const number = /^\d+$/.test(own) ? own : session.facts.projects?.get(id)?.number
  return { id, number }
}
