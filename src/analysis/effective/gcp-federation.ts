/** Doors from other issuers into Google Cloud: providers of workload identity pools, and the principals that they make. */
import type { View } from '../../inventory/view.ts'
import { valueOf } from '../../model/index.ts'
import type { FoundPath, PathVerdict } from '../../model/index.ts'
import type { PoolProviderFacts } from '../../model/facts/gcp.ts'
import { chained } from './aws-reach/paths.ts'
import { admissionOf } from './gcp-pool-admission.ts'
import type { Admission, Claims } from './gcp-pool-admission.ts'
import { poolMembers, providersTaking, providerWords } from './gcp-pools.ts'
import { memberOf } from './gcp-principals.ts'
import { controlPath, memberWords, pathOver, reachOf } from './gcp-reach/index.ts'
import type { Token } from './github-subjects.ts'

/** A provider, and a principal of its pool that some policy names. */
export interface GcpDoor {
  readonly provider: PoolProviderFacts
  /** `principal://…`, `principalSet://…` */
  readonly member: string
}

export interface GcpTaken {
  /** unclear: it hangs on `conditions` of the token, or on what was not read. */
  readonly taken: 'yes' | 'no' | 'unclear'
  /** As sentences. */
  readonly conditions: readonly string[]
  readonly missing: readonly string[]
}

export type OpenGcpDoor = GcpTaken & { readonly door: GcpDoor }

/** Of every project in the store, in order of provider and member. `issuer` without its scheme. */
export function gcpDoors(view: View, issuer: string): readonly GcpDoor[] {
  return view.once(`gcp doors of ${issuer}`, () =>
    providersTaking(view, issuer).flatMap((provider) => {
      const { bySubject, bySet } = poolMembers(view, provider.poolName)
      const members = [...bySubject.values(), ...bySet.values()].flat()
      return members.toSorted().map((member) => ({ provider, member }))
    }),
  )
}

/** The doors that the token gets through, looked up by what it is: pools have thousands of principals. */
export function openGcpDoors(view: View, token: Token): readonly OpenGcpDoor[] {
  return providersTaking(view, token.issuer).flatMap((provider) =>
    doorsThrough(view, provider, claimsOf(provider, token)),
  )
}

export function doorsThrough(view: View, provider: PoolProviderFacts, claims: Claims): readonly OpenGcpDoor[] {
  const admission = admissionOf(provider, claims)
  if (admission.verdict === 'no') return []
  return membersFor(view, provider, admission).flatMap((member) => {
    const taking = takenBy(admission, { provider, member })
    return taking.taken === 'no' ? [] : [{ ...taking, door: { provider, member } }]
  })
}

export function takesGcp(door: GcpDoor, token: Token): GcpTaken {
  return takenBy(admissionOf(door.provider, claimsOf(door.provider, token)), door)
}

/** Whoever asks GitHub for a token names the audience as well: it is the one that the provider takes. */
function claimsOf(provider: PoolProviderFacts, { issuer, subject, claims }: Token): Claims {
  const own = `https://iam.googleapis.com/${provider.providerName}`
  return { ...claims, iss: `https://${issuer}`, sub: subject, aud: provider.audiences[0] ?? own }
}

/** Members of the pool that the token is, or may be. */
function membersFor(view: View, { poolName }: PoolProviderFacts, { attributes, mapped }: Admission): readonly string[] {
  const { bySubject, bySet, byAttribute } = poolMembers(view, poolName)
  const subject = attributes['google.subject']
  const found = [
    ...(subject === undefined
      ? [...bySubject.values()].flat()
      : textsIn(subject).flatMap((each) => bySubject.get(each) ?? [])),
    ...(bySet.get('*') ?? []),
    ...mapped.flatMap((name) => {
      const value = attributes[name]
      const [, attribute] = /^attribute\.(.+)$/.exec(name) ?? []
      if (attribute !== undefined && value === undefined) return byAttribute.get(attribute) ?? []
      const prefix = name === 'google.groups' ? 'group' : name
      return textsIn(value).flatMap((each) => bySet.get(`${prefix}/${each}`) ?? [])
    }),
    ...(mapped.includes('google.groups') && attributes['google.groups'] === undefined
      ? [...bySet].flatMap(([set, members]) => (set.startsWith('group/') ? members : []))
      : []),
  ]
  return [...new Set(found)].toSorted()
}

function textsIn(value: Admission['attributes'][string] | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? [])
}

function takenBy(admission: Admission, { provider, member }: GcpDoor): GcpTaken {
  const { verdict, conditions, missing } = admission
  const match = isMember(admission, member)
  if (verdict === 'no' || match === 'no') return { taken: 'no', conditions: [], missing: [] }
  const hangs =
    match === 'yes' ? [] : [`The provider ${providerWords(provider)} makes ${memberWords(member)} of the token`]
  return {
    taken: verdict === 'yes' && match === 'yes' ? 'yes' : 'unclear',
    conditions: [...conditions, ...hangs],
    missing,
  }
}

/** Values are compared letter by letter. https://cloud.google.com/iam/docs/principal-identifiers#allow */
function isMember({ attributes, mapped }: Admission, text: string): 'yes' | 'no' | 'unclear' {
  const member = memberOf(text)
  if (member.kind === 'pool-subject') return compared(attributes['google.subject'], true, member.subject)
  if (member.kind !== 'pool-set') return 'no'
  if (member.set === '*') return 'yes'
  const [, group] = /^group\/(.+)$/s.exec(member.set) ?? []
  if (group !== undefined) return compared(attributes['google.groups'], mapped.includes('google.groups'), group)
  const [, name = '', value = ''] = /^(attribute\.[^/]+)\/(.*)$/s.exec(member.set) ?? []
  return compared(attributes[name], mapped.includes(name), value)
}

/** What the provider does not map, its tokens do not have. */
function compared(
  held: Admission['attributes'][string] | undefined,
  isMapped: boolean,
  wanted: string,
): 'yes' | 'no' | 'unclear' {
  if (!isMapped) return 'no'
  if (held === undefined) return 'unclear'
  return textsIn(held).includes(wanted) ? 'yes' : 'no'
}

/**
 * In by the door and on to control of a project, a folder or the organization; undefined: the principal does not get
 * there. `as`: the e-mail of the service account that it becomes first, where it is told which.
 */
export function pathThroughGcpDoor(
  view: View,
  from: string,
  door: GcpDoor,
  taken: GcpTaken,
  as?: string,
): FoundPath | undefined {
  const rest =
    as === undefined
      ? (controlPath(view, door.member) ?? reachOf(view, door.member)[0])
      : pathOver(view, door.member, as)
  return rest && chained(pathToGcpDoor(from, door, taken), rest)
}

/** In by the door, and no further. */
export function pathToGcpDoor(
  from: string,
  { provider, member }: GcpDoor,
  { taken, conditions, missing }: GcpTaken,
): FoundPath {
  const words = providerWords(provider)
  const issuer = valueOf(provider.issuer) ?? provider.kind
  const verdict: PathVerdict = taken === 'yes' ? 'proven' : missing.length > 0 ? 'possible' : 'conditional'
  const condition = valueOf(provider.attributeCondition)
  return {
    id: 'gcp-pool-sign-in',
    verdict,
    target: member,
    gain: 'admin',
    hops: [
      {
        from,
        to: member,
        toName: memberWords(member),
        by: 'gcp-pool-sign-in',
        actions: ['sts.token'],
        text: `The provider ${words} takes the token of ${issuer.replace(/^https:\/\//, '')} for ${memberWords(member)}.`,
      },
    ],
    statements: [
      {
        holder: provider.providerName,
        holderName: words,
        source: 'federation',
        policy: `provider ${words}`,
        index: 0,
        effect: 'Allow',
        text: JSON.stringify({
          issuer,
          attributeMapping: provider.attributeMapping,
          ...(condition === undefined ? {} : { attributeCondition: condition }),
        }),
      },
    ],
    conditions,
    missingFacts: missing,
    mend: `Hold the provider ${words} to one repository and an environment with reviewers by its attribute condition, and give roles to principals as narrow as that.`,
  }
}
