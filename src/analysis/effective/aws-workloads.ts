/** What runs with a role, and where access keys turn up in configuration. */
import type { Identity, Resource } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { workloadFacts } from './aws-facts.ts'

export const workloadKinds = [
  'apprunner:service',
  'bedrock-agentcore:gateway',
  'bedrock-agentcore:runtime',
  'bedrock:agent',
  'cloudformation:stack',
  'codebuild:project',
  'ec2:instance',
  'ecs:service',
  'ecs:task-definition',
  'eks:pod-identity-association',
  'glue:job',
  'lambda:function',
  'sagemaker:domain',
  'sagemaker:notebook-instance',
  'states:state-machine',
] as const

const agentKinds = ['bedrock:agent', 'bedrock-agentcore:runtime']

export function isAgent(workload: Resource): boolean {
  return agentKinds.includes(workload.kind)
}

/** They have the role of what is started from them or runs on them, which a file may tell of as well. */
const standIns = ['ec2:launch-template', 'ecs:container-instance']

/** Resources that run with the role, in order of id. */
export function workloadsOf(role: Identity, view: View): readonly Resource[] {
  return view
    .edgesTo(role.id, 'runs-as')
    .map((edge) => view.resource(edge.from))
    .filter((resource) => resource !== undefined)
    .filter(({ kind }) => !standIns.includes(kind))
}

/** The workloads of the scope whose configuration names this access key. */
export function workloadsWithKey(keyId: string, view: View): readonly Resource[] {
  return keysInWorkloads(view).get(keyId) ?? []
}

/** Whether the configuration of any workload of the scope names an access key, whosever it is. */
export function workloadsNameKeys(view: View): boolean {
  return keysInWorkloads(view).size > 0
}

function keysInWorkloads(view: View): ReadonlyMap<string, readonly Resource[]> {
  return view.once('aws workloads by access key id', () => keyIndex(view))
}

function keyIndex(view: View): ReadonlyMap<string, readonly Resource[]> {
  const index = new Map<string, Resource[]>()
  for (const kind of workloadKinds)
    for (const workload of view.resources({ kind })) {
      const ids = workload.facts['accessKeyIds']
      if (!Array.isArray(ids)) continue
      for (const id of ids.map(String)) index.set(id, [...(index.get(id) ?? []), workload])
    }
  return index
}

/**
 * What makes two resources one workload: revisions of a task definition and the service that runs it, instances of one
 * Auto Scaling group or launch template, associations of one service account.
 */
export function workloadKey(workload: Resource): string {
  const { facts, kind, nativeId } = workload
  const text = (name: string): string | undefined => {
    const value = facts[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  if (kind === 'ecs:task-definition') return `ecs ${family(nativeId)}`
  if (kind === 'ecs:task') return `ecs ${family(text('taskDefinitionArn') ?? nativeId)}`
  if (kind === 'ecs:service') return `ecs ${family(text('taskDefinition') ?? nativeId)}`
  if (kind === 'ec2:instance') {
    // Tags that AWS itself sets on what a group or a template starts.
    const group = tagOf(workload, 'aws:autoscaling:groupName') ?? tagOf(workload, 'aws:ec2launchtemplate:id')
    return `ec2 ${group ?? nativeId}`
  }
  return `${kind} ${nativeId}`
}

/** `…:task-definition/orders` of `…:task-definition/orders:12`. */
function family(arn: string): string {
  return arn.replace(/:\d+$/, '')
}

function tagOf(workload: Resource, key: string): string | undefined {
  return tagsOf(workload)[key]
}

function tagsOf(workload: Resource): { readonly [key: string]: string } {
  const { tags } = workloadFacts(workload)
  return isKnown<{ readonly [key: string]: string }>(tags) ? tags : {}
}

const environmentTags = ['environment', 'env', 'stage']
const otherEnvironments =
  /^(dev|devel|development|test|testing|tst|qa|uat|int|staging|stage|stg|sandbox|sbx|preprod|preproduction|nonprod|nonproduction|demo|preview)$/
const production = /^(prod|prd|production|live)$/

interface Environment {
  readonly name: 'production' | 'other'
  readonly by: 'tag' | 'name'
}

/** Where a workload runs, by the tags for environments, or else by its name; `undefined` where neither says so. */
export function environmentOf(workload: Resource): Environment | undefined {
  const entries = Object.entries(tagsOf(workload)).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const found = environmentTags
    // `acme:environment` is the organisation's own way to write it.
    .map((name) => entries.find(([key]) => key.toLowerCase().split(/[:/]/).at(-1) === name)?.[1])
    .find((value) => value !== undefined && value.trim() !== '')
  if (found === undefined) return environmentByName(workload.name)
  return { name: /^(prod|prd|production|live)\b/i.test(found.trim()) ? 'production' : 'other', by: 'tag' }
}

/** The first or the last word of a name, where environments stand: `orders-prod`, `dev_orders`; not `load-test-report`. */
function environmentByName(name: string): Environment | undefined {
  const words = name
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
  if (words.length < 2) return undefined
  const ends = [words.at(-1) ?? '', words[0] ?? '']
  const says = ends.find((word) => production.test(word) || otherEnvironments.test(word))
  if (says === undefined) return undefined
  return { name: production.test(says) ? 'production' : 'other', by: 'name' }
}
