/** What makes pods: its record, and the account that it runs as. */
import type { KubernetesWorkloadFacts } from '../../../model/facts/kubernetes.ts'
import { aiOfWorkload } from '../ai.ts'
import { idOf, placeOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import type { OwnedMetadata, PodSpec } from '../routes/workloads.ts'
import type { Runner } from '../session.ts'
import { applicationOf } from './managed.ts'
import { podFacts } from './pod-spec.ts'
import { accountId } from './principals.ts'

export interface Seen {
  readonly type: string
  readonly namespace: string
  readonly name: string
  readonly labels: OwnedMetadata['labels']
  readonly owners: readonly { readonly apiVersion: string; readonly kind: string }[]
  readonly spec: PodSpec
  readonly source: string
}

export function emitWorkload(context: KubernetesContext, seen: Seen): void {
  const { type, namespace, name, labels, spec, source } = seen
  const nativeId = workloadKey(namespace, type, name)
  const facts = {
    namespace,
    type,
    ...podFacts(spec, context.io.fingerprint),
    application: applicationOf(labels),
  } satisfies KubernetesWorkloadFacts
  const id = idOf(context, 'workload', nativeId)
  const called = `${namespace}/${name}`
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'workload', nativeId, name: called, facts })
  context.emit({
    type: 'edge',
    kind: 'runs-as',
    from: id,
    to: accountId(context, namespace, facts.serviceAccount),
    level: 'configured',
    evidence: [{ source, detail: nativeId }],
  })
  const secrets = [
    ...facts.secretVariables.flatMap(({ variable, key }) => variable ?? key ?? []),
    ...facts.configSecrets.map((each) => each.name),
  ]
  const ai = aiOfWorkload({ images: facts.images, secrets, owners: seen.owners })
  noteRunner(context, `${namespace}/${facts.serviceAccount}`, { workload: nativeId, ai })
}

/** Added to the list in place: one account may have tens of thousands. */
export function noteRunner({ session }: KubernetesContext, account: string, runner: Runner): void {
  const { runners } = session.facts
  const known = runners.get(account)
  if (known === undefined) runners.set(account, [runner])
  else known.push(runner)
}

export function workloadKey(namespace: string, type: string, name: string): string {
  return `${namespace}/${type.toLowerCase()}/${name}`
}

export interface Maker {
  readonly type: string
  readonly name: string
}

/**
 * What makes the pod. A ReplicaSet is called after its Deployment and a hash, a Job after its CronJob and a minute, so
 * that neither has to be asked for; undefined: nothing does.
 */
export function makersOf({ labels, ownerReferences }: OwnedMetadata): readonly Maker[] {
  const owner = (ownerReferences ?? []).find(({ controller }) => controller === true) ?? ownerReferences?.[0]
  if (owner === undefined) return []
  const { kind, name } = owner
  const hash = labels['pod-template-hash']
  if (kind === 'ReplicaSet' && hash !== undefined && name.endsWith(`-${hash}`))
    return [
      { type: 'Deployment', name: name.slice(0, -hash.length - 1) },
      { type: kind, name },
    ]
  const [, cron] = kind === 'Job' ? (/^(.+)-\d{8,}$/.exec(name) ?? []) : []
  const self = { type: kind, name }
  return cron === undefined ? [self] : [{ type: 'CronJob', name: cron }, self]
}
