import type { JobContainers, RunnerSetFacts } from '../../../model/facts/kubernetes.ts'
import { unknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { VendorError } from '../../errors.ts'
import { one } from '../../shared/vendor/index.ts'
import { tokensOf } from '../map/pod-spec.ts'
import { accountId } from '../map/principals.ts'
import { idOf, placeOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { listOf } from '../read.ts'
import { getGroups } from '../routes/ai.ts'
import { listRunnerSets, runnerGroupName, runnerScaleSetName, runnerSets } from '../routes/runners.ts'
import type { RunnerSetAnswer } from '../routes/runners.ts'

const permission = `list ${runnerSets.plural}.${runnerSets.group}`

export const runnersMeta = {
  id: 'runners',
  title: 'Runners of GitHub Actions, and what their jobs run as',
  tier: 'creds',
  scopes: ['cluster'],
  needs: [getGroups.permission, permission],
  emits: ['runners'],
} as const satisfies StepMeta

/** Whether there is such an API is asked first: where it is not, a refusal to list it would hide nothing. */
export async function runners(context: KubernetesContext): Promise<void> {
  const { groups } = await one(context, getGroups)
  const group = groups.find(({ name }) => name === runnerSets.group)
  if (group?.preferredVersion == null) return
  try {
    for await (const answer of listOf(context, listRunnerSets(group.preferredVersion.version))) emitSet(context, answer)
  } catch (error) {
    if (!(error instanceof VendorError) || error.reason !== 'unsupported') throw error
  }
}

function emitSet(context: KubernetesContext, { metadata, spec }: RunnerSetAnswer): void {
  const { namespace, name, annotations } = metadata
  const pods = spec.template?.spec
  const facts = {
    namespace,
    scaleSet: annotations?.[runnerScaleSetName] ?? (spec.runnerScaleSetName || name),
    labels: [...new Set(spec.runnerScaleSetLabels)].toSorted(),
    serves: servedBy(spec.githubConfigUrl),
    runnerGroup: annotations?.[runnerGroupName] ?? (spec.runnerGroup || null),
    secret: spec.githubConfigSecret ?? null,
    minRunners: spec.minRunners ?? null,
    maxRunners: spec.maxRunners ?? null,
    serviceAccount: pods?.serviceAccountName || 'default',
    automount: pods?.automountServiceAccountToken ?? null,
    tokens: tokensOf(pods ?? {}),
    azureIdentity: spec.azureIdentity,
    containers: joined(pods?.containers ?? []),
  } satisfies RunnerSetFacts
  const nativeId = `${namespace}/${name}`
  const id = idOf(context, 'runner-set', nativeId)
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'runner-set', nativeId, name: nativeId, facts })
  const to = accountId(context, namespace, facts.serviceAccount)
  const evidence = [{ source: permission, detail: nativeId }]
  context.emit({ type: 'edge', kind: 'runs-as', from: id, to, level: 'configured', evidence })
}

function joined(containers: readonly JobContainers[]): JobContainers {
  return {
    pods: containers.some(({ pods }) => pods),
    template: containers.some(({ template }) => template),
    required: containers.some(({ required }) => required),
  }
}

/** `https://github.com/acme/api` -> `github.com/acme/api`; what else an address may hold, such as a token, is left out. */
function servedBy(address: string | null | undefined): Known<string> {
  if (address == null || !URL.canParse(address)) return unknown('failed')
  const { hostname, port, pathname } = new URL(address)
  const host = hostname.replace(/^www\./, '')
  const path = pathname.split('/').filter((part) => part !== '')
  return [port === '' ? host : `${host}:${port}`, ...path].join('/')
}
