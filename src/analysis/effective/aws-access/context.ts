/** Condition keys that follow from who asks and what for, looked up only when an answer hangs on them. */
import { isKnown, isUnknown } from '../../../model/index.ts'
import { roleFacts, userFacts } from '../aws-facts.ts'
import { carriesKey } from '../aws-actions/index.ts'
import { innerOf } from './principals.ts'
import type { Principal, Question } from './types.ts'

type Value = string | readonly string[] | null

/** Keys that only requests of AWS services carry. */
const ofServices = [
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
]

/** Services that answer in one region, whatever region the caller is in; requests to them carry it. */
export const global = /^(iam|organizations|account|route53|cloudfront|support|sso|sso-directory|identitystore)$/

/**
 * Long-term keys carry no time of issue. A role is let in anew at any time, so that tests which revoke older sessions
 * hold nobody up: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
 */
const latest = '9999-12-31T23:59:59Z'

/** Where the global services of a partition answer. */
const homes: { readonly [partition: string]: string } = { 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' }

/** The value of a key, `null` when the request cannot carry it, `undefined` when nobody can know. */
export function valueOf(key: string, principal: Principal, question: Question): Value | undefined {
  const name = key.toLowerCase()
  if (ofServices.includes(name)) return null
  if (!name.startsWith('aws:')) return carriesKey(question.action, key) ? ofTarget(name, question) : null
  if (name === 'aws:securetransport') return 'true'
  if (name === 'aws:viaawsservice' || name === 'aws:principalisawsservice') return 'false'
  if (name === 'aws:requestedregion') return regionOf(question, innerOf(principal).partition)
  if (name === 'aws:multifactorauthpresent' || name === 'aws:multifactorauthage') return secondFactor(principal)
  if (name === 'aws:tokenissuetime') return principal.kind === 'user' ? null : latest
  if (name.startsWith('aws:principaltag/')) return tagOf(name.slice('aws:principaltag/'.length), principal)
  if (name === 'aws:userid' && principal.kind === 'user') return userFacts(principal.identity).userId ?? undefined
  return ofOrganization(name, principal) ?? ofResourceOrganization(name, principal, question)
}

function ofOrganization(name: string, principal: Principal): Value | undefined {
  const { guardrails } = innerOf(principal)
  if (name === 'aws:principalorgid') return guardrails.organization
  if (name === 'aws:principalorgpaths') return guardrails.organization === null ? null : guardrails.path
  return undefined
}

/** A resource of the own account is in the own organization. */
function ofResourceOrganization(name: string, principal: Principal, { resource }: Question): Value | undefined {
  if (resource.split(':')[4] !== principal.account) return undefined
  if (name === 'aws:resourceorgid') return ofOrganization('aws:principalorgid', principal)
  return name === 'aws:resourceorgpaths' ? ofOrganization('aws:principalorgpaths', principal) : undefined
}

/** Of resources in another account nothing is said here; the keys of a role that is asked for are. */
function ofTarget(name: string, { action, resource }: Question): Value | undefined {
  if (name === 'iam:resourcetag' || action.toLowerCase() !== 'iam:passrole') return undefined
  return resource.includes(':role/') ? undefined : null
}

function regionOf({ action, resource }: Question, partition: string): Value | undefined {
  if (global.test(action.split(':')[0]?.toLowerCase() ?? '')) return homes[partition] ?? 'us-east-1'
  const region = resource.split(':')[3]
  return region === undefined || region === '' || /[*?]/.test(region) ? undefined : region
}

/**
 * Requests signed with an access key of a user do not carry the key unless a session was got with a second factor,
 * which takes a device. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function secondFactor(principal: Principal): null | undefined {
  return principal.kind === 'user' && userFacts(principal.identity).mfaActive === false ? null : undefined
}

/** Tags of the user or role; a session may bring more only where the role's trust lets it be tagged. */
function tagOf(tag: string, principal: Principal): Value | undefined {
  const { tags } = principal.identity
  if (isUnknown(tags)) return undefined
  const entries = isKnown(tags) ? Object.entries<string>(tags) : []
  const own = entries.find(([name]) => name.toLowerCase() === tag)?.[1]
  if (principal.kind === 'user') return own ?? null
  return mayBeTagged(principal) ? undefined : (own ?? null)
}

function mayBeTagged({ identity }: Principal): boolean {
  const trust = roleFacts(identity).trustPolicy
  return !isKnown(trust) || JSON.stringify(trust).toLowerCase().includes('sts:tagsession')
}
