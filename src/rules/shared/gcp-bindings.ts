/** What a principal was granted, binding by binding, and how a binding is taken away. */
import { evaluate } from '../../analysis/effective/gcp-conditions/index.ts'
import { containerIn } from '../../analysis/effective/gcp-facts.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import type { View } from '../../inventory/view.ts'
import type { GcpBinding, GcpCondition, GcpGrant } from '../../model/facts/gcp.ts'
import type { Edge, Evidence, Identity, Instant, Remediation } from '../../model/index.ts'
import { word } from './shell.ts'

export interface Binding {
  readonly edge: Edge
  readonly role: string
  /** Full name of the resource whose policy it stands in. */
  readonly resource: string
  /** The same in words: `project acme-prod`. */
  readonly place: string
  readonly condition: GcpCondition | null
  readonly evidence: Evidence
}

/** Its own bindings, without those of groups that it is in. */
export function grantsOf({ id }: Identity, view: View): readonly Binding[] {
  return view.edgesFrom(id, 'grants').flatMap((edge): readonly Binding[] => {
    const grant = grantIn(edge)
    if (grant === undefined) return []
    const { resource, condition } = grant
    const role = roleIn(edge)
    return [{ edge, role, resource, place: placeWords(resource), condition, evidence: bindingEvidence(resource, role) }]
  })
}

function grantIn({ conditions }: Edge): GcpGrant | undefined {
  return typeof conditions === 'object' && conditions !== null && 'resource' in conditions
    ? (conditions as GcpGrant)
    : undefined
}

/** `roles/owner` of `gcp:organizations/1:iam-role:roles/owner` */
function roleIn({ to }: Edge): string {
  return to.slice(to.indexOf(':iam-role:') + ':iam-role:'.length)
}

export function bindingEvidence(resource: string, role: string): Evidence {
  return { source: 'cloudasset.searchAllIamPolicies', detail: `${resource} > bindings > ${role}` }
}

interface Place {
  readonly pattern: RegExp
  /** Before the name. */
  readonly words: string
  /** `gcloud … remove-iam-policy-binding` of what the pattern found. */
  readonly command: (name: string, project: string) => string
}

/** https://docs.cloud.google.com/iam/docs/granting-changing-revoking-access */
const places: readonly Place[] = [
  {
    pattern: /^\/\/cloudresourcemanager\.googleapis\.com\/projects\/([^/]+)$/,
    words: 'project',
    command: (name) => `gcloud projects remove-iam-policy-binding ${name}`,
  },
  {
    pattern: /^\/\/cloudresourcemanager\.googleapis\.com\/folders\/([^/]+)$/,
    words: 'folder',
    command: (name) => `gcloud resource-manager folders remove-iam-policy-binding ${name}`,
  },
  {
    pattern: /^\/\/cloudresourcemanager\.googleapis\.com\/organizations\/([^/]+)$/,
    words: 'organization',
    command: (name) => `gcloud organizations remove-iam-policy-binding ${name}`,
  },
  {
    pattern: /^\/\/iam\.googleapis\.com\/projects\/[^/]+\/serviceAccounts\/([^/]+)$/,
    words: 'service account',
    command: (name, project) => `gcloud iam service-accounts remove-iam-policy-binding ${name}${project}`,
  },
  {
    pattern: /^\/\/secretmanager\.googleapis\.com\/projects\/[^/]+\/secrets\/([^/]+)$/,
    words: 'secret',
    command: (name, project) => `gcloud secrets remove-iam-policy-binding ${name}${project}`,
  },
  {
    pattern: /^\/\/storage\.googleapis\.com\/(?:projects\/_\/buckets\/)?([^/]+)$/,
    words: 'bucket',
    command: (name) => `gcloud storage buckets remove-iam-policy-binding ${word(`gs://${name}`)}`,
  },
]

function placeOf(resource: string): { readonly place: Place; readonly name: string } | undefined {
  for (const place of places) {
    const name = place.pattern.exec(resource)?.[1]
    if (name !== undefined) return { place, name }
  }
  return undefined
}

/** `project acme-prod`, `folder 2`, or of what has no word here its name. */
export function placeWords(resource: string): string {
  const found = placeOf(resource)
  return found ? `${found.place.words} ${found.name}` : resource.replace(/^\/\//, '')
}

/** As placeWords, with what a folder or organization is called: `folder production (2)`. */
export function placeNamed(view: View, resource: string): string {
  const container = containerIn(resource)
  const shown = container === undefined ? undefined : worldOf(view).container(container)?.displayName
  if (container === undefined || container.startsWith('projects/') || shown === undefined || shown === container)
    return placeWords(resource)
  const [kind = '', id = ''] = container.split('/')
  return `${kind.slice(0, -1)} ${shown} (${id})`
}

/** Its condition can be met no more. */
export function hasEnded({ condition }: Pick<GcpBinding, 'condition'>, now: Instant): boolean {
  const met = condition && evaluate(condition.expression, { now })
  return met !== null && 'value' in met && !met.value
}

/** A binding with a condition is another one than that without; gcloud wants to be told which. */
export function removeGrant(
  { resource, role, condition, place }: Pick<Binding, 'resource' | 'role' | 'condition' | 'place'>,
  member: string,
): Remediation {
  const found = placeOf(resource)
  const text = `Take ${role} on ${place} away.`
  if (found === undefined) return { text }
  const project = /\/projects\/([^/]+)/.exec(resource)?.[1]
  const command = found.place.command(word(found.name), project === undefined ? '' : ` --project=${word(project)}`)
  const which = condition === null ? '--condition=None' : `--condition=${word(conditionFlag(condition))}`
  return { text, command: `${command} --member=${word(member)} --role=${word(role)} ${which}` }
}

/** An expression with commas would end the value, which `^:^` moves to another sign. */
function conditionFlag({ title, expression }: GcpCondition): string {
  const separator = [',', ':', '~', '%'].find((sign) => !`${title}${expression}`.includes(sign)) ?? '#'
  const start = separator === ',' ? '' : `^${separator}^`
  return `${start}expression=${expression}${separator}title=${title}`
}
