/** What tells a user that a program signs in with from a user that is a person. */
import type { Credential, Identity } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { credentialsOf } from '../credentials.ts'
import { userFacts } from './aws-facts.ts'

/** The console password; passwords of CodeCommit and Keyspaces name their service. */
export function consolePassword(user: Identity, view: View): Credential | undefined {
  return credentialsOf(user, view, 'password').find((password) => password.facts['service'] === undefined)
}

interface ServiceSigns {
  /** Why the user is taken for a service, in words. */
  readonly signs: readonly string[]
  /** True when more than its name says so. */
  readonly sure: boolean
}

const kindTags = ['type', 'kind', 'usertype', 'identitytype', 'accounttype', 'usagetype']
const kindValues = /^(service|service[-_ ]?(account|user)|machine|bot|robot|automation|ci|system|non[-_ ]?human)$/i
const pathWords = [
  'service',
  'services',
  'service-accounts',
  'serviceaccounts',
  'svc',
  'machine',
  'machines',
  'bots',
  'automation',
  'system',
  'ci',
]
const nameWords = new Set(
  'svc service serviceaccount bot robot ci cd cicd deploy deployer deployment terraform jenkins github gitlab circleci automation pipeline backup ansible packer builder cron exporter daemon worker'.split(
    ' ',
  ),
)

/** `undefined` when nothing says that the user is a service. */
export function serviceSigns(user: Identity): ServiceSigns | undefined {
  const sure = [...classSigns(user), ...tagSigns(user), ...pathSigns(user)]
  const byName = user.name
    .toLowerCase()
    .split(/[-_.@/\s]+/)
    .filter((part) => nameWords.has(part))
    .map((part) => `its name has ${part} in it`)
  const signs = [...sure, ...byName]
  return signs.length === 0 ? undefined : { signs, sure: sure.length > 0 }
}

function classSigns(user: Identity): readonly string[] {
  return user.class === 'machine' || user.class === 'ai' ? ['it is used by programs'] : []
}

function tagSigns(user: Identity): readonly string[] {
  if (!isKnown(user.tags)) return []
  return Object.entries(user.tags)
    .filter(([key, value]) => kindTags.includes(key.toLowerCase().replace(/[-_:]/g, '')) && kindValues.test(value))
    .map(([key, value]) => `it is tagged ${key}=${value}`)
    .toSorted()
}

function pathSigns(user: Identity): readonly string[] {
  // A user that only the credential report knows has no path.
  const facts: { readonly path?: string } = userFacts(user)
  const path = facts.path ?? '/'
  return path
    .toLowerCase()
    .split('/')
    .some((part) => pathWords.includes(part))
    ? [`its path is ${path}`]
    : []
}
