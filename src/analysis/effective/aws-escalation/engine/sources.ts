/** Conditions on the resource for which a service takes a role: `aws:SourceArn`, `iam:AssociatedResourceArn`. */
import { isUnknown } from '../../../../model/index.ts'
import { trustsService } from '../../aws-access/index.ts'
import type { Account, Answer, Principal } from '../../aws-access/types.ts'
import type { CompiledStatement, Context } from '../../aws-policy/types.ts'
import { listOf } from '../../aws-statements.ts'
import { unreadTrust } from './assuming.ts'

const anyone = 'muster-probe'

/** The trust of a role towards a service; `source`: the resource, where the service is known to name it. */
export function lettingIn(
  role: Principal,
  service: string,
  {
    source,
    region,
    account,
  }: { readonly source: string | undefined; readonly region: string; readonly account: Account },
): Answer {
  const hidden = unreadTrust(role)
  if (hidden) return { verdict: 'allowed', explicit: false, because: [], residual: [], missing: [hidden] }
  const answer = trustsService(role, service, source)
  if (answer.verdict !== 'conditional' || source !== undefined) return answer
  const prefix = prefixOf(service)
  if (bars(answer, 'aws:sourcearn', prefix, account)) return { ...answer, verdict: 'denied', residual: [] }
  // What holds for a resource of any name holds for the one that is made.
  const place = `arn:${account.partition}:${prefix}:${region}:${account.id}:`
  const named = [`${anyone}/${anyone}`, ...anyOfType(answer)].map((rest) => trustsService(role, service, place + rest))
  return named.find(({ verdict }) => verdict === 'allowed') ?? answer
}

/** `function:muster-probe` where a test lets in `function:*`. */
function anyOfType({ residual }: Answer): readonly string[] {
  return residual.flatMap(({ key, values }) =>
    key.toLowerCase() === 'aws:sourcearn'
      ? values.flatMap((value) => {
          const rest = value.split(':').slice(5).join(':')
          return /^[\w-]+[:/]\*+$/.test(rest) ? rest.replace(/\*+$/, anyone) : []
        })
      : [],
  )
}

/**
 * A role may be bound to resources of one service: it is not passed to another. EC2 is known to name the instance.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export function passed(
  decide: (more: Context) => Answer,
  services: readonly string[],
  { region, account }: { readonly region: string; readonly account: Account },
): Answer {
  const answer = decide({})
  const [, ...prefixes] = services
  if (answer.verdict !== 'conditional' || prefixes.length === 0) return answer
  if (prefixes.every((prefix) => bars(answer, 'iam:associatedresourcearn', prefix, account)))
    return { ...answer, verdict: 'denied', residual: [] }
  if (!prefixes.includes('ec2')) return answer
  const instance = `arn:${account.partition}:ec2:${region}:${account.id}:instance/${anyone}`
  const named = decide({ 'iam:AssociatedResourceArn': instance })
  return named.verdict === 'allowed' ? named : answer
}

/** `ecs` of `ecs-tasks.amazonaws.com`: how ARNs of the service's resources begin. */
function prefixOf(service: string): string {
  const labels = service.split('.amazonaws.com')[0]?.split('.') ?? []
  return (labels.at(-1) ?? '').replace(/^ecs-tasks$/, 'ecs')
}

/** Whether a test of the key can hold for no resource of the service in the account. */
function bars({ residual }: Answer, name: string, prefix: string, account: Account): boolean {
  return residual.some(
    ({ operator, key, values, must }) =>
      key.toLowerCase() === name &&
      must === 'hold' &&
      !/not|ifexists|null|forallvalues/i.test(operator) &&
      values.length > 0 &&
      values.every((value) => !couldName(value, prefix, account)),
  )
}

function couldName(pattern: string, prefix: string, { id }: Account): boolean {
  const [, , service = '*', , owner = '*'] = pattern.split(':')
  return meets(service, prefix) && (owner === '' || meets(owner, id))
}

function meets(pattern: string, text: string): boolean {
  if (pattern.includes('${')) return true
  const source = pattern
    .replaceAll(/[.+^$()[\]{}|\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`).test(text)
}

const sources = new WeakMap<Principal, readonly string[]>()

/** ARNs and patterns of resources for which the role's trust lets services in. */
export function sourcesIn(role: Principal): readonly string[] {
  const known = sources.get(role)
  if (known) return known
  const found = role.trust === undefined || isUnknown(role.trust) ? [] : role.trust.statements.flatMap(sourcesOf)
  sources.set(role, found)
  return found
}

function sourcesOf({ source }: CompiledStatement): readonly string[] {
  return Object.values(source.Condition ?? {})
    .flatMap((keys) => Object.entries(keys))
    .flatMap(([key, values]) => (key.toLowerCase() === 'aws:sourcearn' ? listOf(values).map(String) : []))
}

const regions = new WeakMap<Account, readonly string[]>()

/** Regions that trusts of the account's roles hold their services to. */
export function regionsInTrusts(account: Account): readonly string[] {
  const known = regions.get(account)
  if (known) return known
  const found = new Set(account.roles.flatMap(sourcesIn).map((source) => source.split(':')[3] ?? ''))
  const made = [...found].filter((region) => /^[a-z]{2}(-[a-z]+)+-\d+$/.test(region))
  regions.set(account, made)
  return made
}
