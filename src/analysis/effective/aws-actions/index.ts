/** What AWS itself says of its actions: a dated extract of the service authorization reference. */
import { extract, serviceOf } from './extract.ts'
import { remembering } from './memory.ts'
import { actionPattern, keyPattern } from './patterns.ts'
import type { ActionFacts } from './types.ts'

export { iamDataDate } from './date.ts'
export type { AccessLevel, ActionFacts } from './types.ts'

/** The facts of an action, in any case; `undefined` when the extract does not know it. */
export function actionFacts(action: string): ActionFacts | undefined {
  const [prefix, name] = halves(action)
  return serviceOf(prefix)?.byName.get(name)
}

/** Every action of a service by its prefix (`iam`), or `undefined` for a prefix that is not known. */
export function actionsOf(service: string): readonly ActionFacts[] | undefined {
  return serviceOf(service.toLowerCase())?.actions
}

/** Prefixes of all services, in order. */
export function services(): readonly string[] {
  return Object.keys(extract().services)
}

/** `Amazon S3` of `s3`. */
export function serviceTitle(service: string): string | undefined {
  return serviceOf(service.toLowerCase())?.title
}

/** ARN formats of a resource type (`lambda`, `function`): `arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}`. */
export function arnFormats(service: string, resourceType: string): readonly string[] {
  return serviceOf(service.toLowerCase())?.arns.get(resourceType.toLowerCase()) ?? []
}

/** Actions that an action pattern covers: `s3:Get*`, `*`. A pattern that covers none that is known gives none. */
export function expandAction(pattern: string): readonly string[] {
  return expansion(pattern.toLowerCase())
}

const expansion = remembering((pattern): readonly string[] => {
  const [prefix, name] = halves(pattern)
  if (/^\*+$/.test(pattern)) return services().flatMap((service) => namesIn(service, '*'))
  if (!/[*?]/.test(prefix)) return namesIn(prefix, name)
  const prefixes = actionPattern(prefix)
  return services().flatMap((service) => (prefixes.test(service) ? namesIn(service, name) : []))
}, 500)

function namesIn(service: string, name: string): readonly string[] {
  const all = serviceOf(service)?.byName ?? new Map<string, ActionFacts>()
  if (!/[*?]/.test(name)) return all.has(name) ? [all.get(name)!.name] : []
  const pattern = actionPattern(name)
  return [...all].filter(([lower]) => pattern.test(lower)).map(([, action]) => action.name)
}

/**
 * Whether a request for the action can carry the key: global keys, those of the caller's session, and those of the
 * action; `true` for actions and keys that the extract does not know.
 */
export function carriesKey(action: string, key: string): boolean {
  const [lower, name] = [key.toLowerCase(), action.toLowerCase()]
  return lower.startsWith('aws:') || carries(`${name} ${lower}`)
}

const carries = remembering((question) => {
  const [action = '', ...rest] = question.split(' ')
  const key = rest.join(' ')
  const facts = actionFacts(action)
  if (facts === undefined) return true
  const among = (templates: readonly string[]) => templates.some((template) => keyPattern(template).test(key))
  if (among(facts.conditionKeys) || among(extract().sessionKeys)) return true
  // Prefixes that are no service are those of identity providers, of which there is no list.
  const owner = serviceOf(halves(key)[0])
  return owner === undefined || owner.looseKey(key) || !owner.knowsKey(key)
}, 20_000)

/** Services whose resources obey resource control policies. */
export function obeysResourceControl(service: string): boolean {
  return extract().resourceControl.includes(service.toLowerCase())
}

function halves(action: string): readonly [string, string] {
  const lower = action.toLowerCase()
  const colon = lower.indexOf(':')
  return colon === -1 ? [lower, ''] : [lower.slice(0, colon), lower.slice(colon + 1)]
}
