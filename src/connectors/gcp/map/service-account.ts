import type { ServiceAccountFacts } from '../../../model/facts/gcp.ts'
import type { Instant, Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { accountId, placeOf, untold } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { AccountAnswer } from '../routes/service-accounts.ts'
import type { ServiceAccountRow } from '../session.ts'

/** Made by Google when a service is switched on: https://cloud.google.com/iam/docs/service-account-types#default */
const defaults = [
  { pattern: /^\d+-compute@developer\.gserviceaccount\.com$/, of: 'compute' },
  { pattern: /@appspot\.gserviceaccount\.com$/, of: 'app-engine' },
  { pattern: /^\d+@cloudbuild\.gserviceaccount\.com$/, of: 'cloud-build' },
] as const

export function defaultOf(email: string): (typeof defaults)[number]['of'] | null {
  return defaults.find(({ pattern }) => pattern.test(email))?.of ?? null
}

/** IAM does not tell when it was made; the search of Cloud Asset does, where that is asked. */
export function emitAccount(context: GcpContext, account: AccountAnswer, createdAt: Known<Instant>): ServiceAccountRow {
  const email = account.email.toLowerCase()
  const projectId = account.projectId ?? projectIn(email)
  const entity = accountId(email)
  const facts = {
    uniqueId: account.uniqueId,
    email,
    projectId,
    defaultOf: defaultOf(email),
    description: account.description ?? null,
    oauth2ClientId: account.oauth2ClientId ?? null,
    attachedTo: unknown('not-collected'),
    ...(context.session.self?.toLowerCase() === email ? { scanner: true } : {}),
  } satisfies ServiceAccountFacts
  context.emit({
    type: 'identity',
    id: entity,
    ...placeOf(context),
    kind: 'service-account',
    nativeId: email,
    name: account.displayName === undefined || account.displayName === '' ? email : account.displayName,
    createdAt,
    enabled: account.disabled !== true,
    class: 'machine',
    ...untold,
    facts,
  })
  return { entity, uniqueId: account.uniqueId, email, projectId, enabled: account.disabled !== true }
}

/** `ci@acme-prod.iam.gserviceaccount.com` -> `acme-prod` */
export function projectIn(email: string): string {
  return /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ?? ''
}
