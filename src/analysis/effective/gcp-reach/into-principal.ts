/** Who becomes a principal of a pool: whoever decides which tokens the pool takes, or runs pods under its names. */
import { gives, methodNamed } from '../gcp-abilities/index.ts'
import { fullNameOf } from '../gcp-facts.ts'
import { memberOf } from '../gcp-principals.ts'
import { worldOf } from '../gcp-world/index.ts'
import { decided, settled } from './deciding.ts'
import type { Look } from './deciding.ts'
import { holdersIn } from './holders.ts'
import { containerWords, memberWords, nameOf, rolesIn } from './names.ts'
import { firmness } from './types.ts'
import type { Heeded, Step } from './types.ts'

export function stepsIntoPrincipal(look: Look, member: string, heeded: Heeded): readonly Step[] {
  const { view } = look
  const found = memberOf(member)
  if (found.kind !== 'pool-subject' && found.kind !== 'pool-set') return []
  const [, cluster] = /\/workloadIdentityPools\/([^/]+)\.svc\.id\.goog$/.exec(found.pool) ?? []
  const [number = ''] = /^projects\/[^/]+/.exec(found.pool) ?? []
  const project = cluster === undefined ? worldOf(view).container(number)?.name : `projects/${cluster}`
  if (project === undefined) return []
  const way = cluster === undefined ? provider : pods
  return [...holdersIn(view, project)].flatMap(([from, held]) => {
    if (from === member || !heeded(from)) return []
    return stepsBy(look, { from, to: member, project, held, way })
  })
}

interface Way {
  readonly method: string
  readonly hangsOn: readonly string[]
}

const provider: Way = { method: 'gcp-pool-provider', hangsOn: [] }
/** Pods of every cluster of the project get tokens of the one pool. https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity#identity_sameness */
const pods: Way = {
  method: 'gcp-gke-pods',
  hangsOn: ['A cluster of the project hands out tokens of its pool, and lets it run pods in that namespace'],
}

interface Entering {
  readonly from: string
  readonly to: string
  readonly project: string
  readonly held: ReadonlySet<string>
  readonly way: Way
}

function stepsBy(look: Look, { from, to, project, held, way }: Entering): readonly Step[] {
  const { view } = look
  const method = methodNamed(way.method)
  if (!gives(method, held)) return []
  const steps = (method.oneOf ?? []).flatMap((permission): readonly Step[] => {
    if (!held.has(permission)) return []
    const found = decided(look, from, [{ permission, resource: fullNameOf(project) }])
    if (found === undefined) return []
    const whole = settled({ ...found, conditions: [...found.conditions, ...way.hangsOn] })
    const roles = rolesIn(found.statements)
    const over = containerWords(view, project)
    const name = nameOf(view, from)
    return [
      {
        ...whole,
        from,
        to,
        by: method.id,
        actions: [permission],
        text: `${name} holds ${roles} on ${over}: it ${way === provider ? 'lets an issuer of its own sign in as' : 'runs pods as'} ${memberWords(to)}.`,
        mend: `Take ${roles} on ${over} from ${name}, or keep the pool in a project of its own.`,
      },
    ]
  })
  return steps.toSorted((a, b) => firmness(a) - firmness(b)).slice(0, 1)
}
