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

const kindTags = [
  'type',
  'kind',
  'class',
  'usertype',
  'userkind',
  'userclass',
  'identitytype',
  'identityclass',
  'principaltype',
  'accounttype',
  'usagetype',
  'usage',
  'purpose',
]
const kindValues =
  /^(service|svc|service[-_ ]?(account|user|identity)|machine|machine[-_ ]?(user|account|identity)|bot|robot|automation|automated|application|app|workload|programmatic|pipeline|integration|ci|ci[-_/ ]?cd|system|nhi|non[-_ ]?human)$/i
const humanValues = /^(human|person|people|employee|staff|individual|user|personal)$/i
/** Tags that say so by being true: `service-account=true`. */
const serviceTags =
  /^(is)?(service(account|user|identity)?|machine(user|account|identity)?|bot|robot|automation|nhi|nonhuman)$/
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
  (
    'svc service serviceaccount serviceuser bot robot machine ci cd cicd deploy deployer deployment terraform jenkins' +
    ' github gitlab bitbucket circleci buildkite argocd airflow travis spinnaker automation pipeline backup ansible' +
    ' packer builder cron scheduler exporter importer daemon worker runner etl sync api app backend lambda' +
    ' integration monitoring datadog grafana prometheus zapier smtp bedrockapikey'
  ).split(' '),
)

/** `undefined` when nothing says that the user is a service, or a tag says that it is a person. */
export function serviceSigns(user: Identity): ServiceSigns | undefined {
  const sure = [...classSigns(user), ...tagSigns(user), ...pathSigns(user)]
  const byName = isTaggedHuman(user)
    ? []
    : nameParts(user.name)
        .filter((part) => nameWords.has(part))
        .map((part) => `its name has ${part} in it`)
  const signs = [...sure, ...byName]
  return signs.length === 0 ? undefined : { signs, sure: sure.length > 0 }
}

/** `svcBilling2` and `svc-billing@acme.com` are `svc`, `billing`: a domain says nothing of its users. */
function nameParts(name: string): readonly string[] {
  return (name.split('@')[0] ?? '')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[-_.+/=,\s]+/)
    .map((part) => part.replace(/\d+$/, ''))
}

function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[-_: ]/g, '')
}

function isTaggedHuman(user: Identity): boolean {
  if (!isKnown(user.tags)) return false
  return Object.entries(user.tags).some(
    ([key, value]) => kindTags.includes(plain(key)) && humanValues.test(value.trim()),
  )
}

function classSigns(user: Identity): readonly string[] {
  return user.class === 'machine' || user.class === 'ai' ? ['it is used by programs'] : []
}

function tagSigns(user: Identity): readonly string[] {
  if (!isKnown(user.tags)) return []
  return Object.entries(user.tags)
    .filter(
      ([key, value]) =>
        (kindTags.includes(plain(key)) && kindValues.test(value.trim())) ||
        (serviceTags.test(plain(key)) && /^(true|yes|1)$/i.test(value.trim())),
    )
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
