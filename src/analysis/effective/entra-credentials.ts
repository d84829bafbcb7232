/** Secrets and certificates of Entra ID: what carries them, and whether anybody can sign in with them. */
import type { View } from '../../inventory/view.ts'
import type { Credential, Identity, Instant, Resource, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import { applicationFacts, azureEntity, entraSecretFacts } from './entra-facts.ts'

export type Bearer = Resource | Identity

/** The application, agent blueprint or service principal that a secret or certificate stands on. */
export function bearerOf(credential: Credential, view: View): Bearer | undefined {
  const { on, objectId } = entraSecretFacts(credential)
  if (on === 'service-principal') return view.identity(azureEntity(view.scope, 'service-principal', objectId))
  return (
    view.resource(azureEntity(view.scope, 'application', objectId)) ??
    view.resource(azureEntity(view.scope, 'agent-blueprint', objectId))
  )
}

/** Certificates of single sign-on by SAML prove who signs the tokens, and sign nobody in. */
export function signsTokensOnly(credential: Credential): boolean {
  return entraSecretFacts(credential).samlSigning === true
}

export function isExpired({ expiresAt }: Credential, now: Instant): boolean | Unknown {
  if (isUnknown(expiresAt)) return unknown(becauseOf(expiresAt))
  return expiresAt !== null && expiresAt <= now
}

/** Whether it was taken out of use together with what carries it. */
export function isSwitchedOff(credential: Credential, view: View): boolean | Unknown {
  if (credential.enabled === false) return true
  const bearer = bearerOf(credential, view)
  if (bearer === undefined) return unknown(view.gap(`azure.${stepOf(credential)}`)?.reason ?? 'not-collected')
  return 'enabled' in bearer ? isDisabled(bearer) : applicationOff(bearer, view)
}

function stepOf(credential: Credential): string {
  return entraSecretFacts(credential).on === 'application' ? 'applications' : 'service-principals'
}

function isDisabled({ enabled }: Identity): boolean | Unknown {
  return isUnknown(enabled) ? unknown(becauseOf(enabled)) : enabled === false
}

/** An application that other tenants may use signs in there, even while its principal in this tenant is disabled. */
function applicationOff(application: Resource, view: View): boolean | Unknown {
  const { disabled, signInAudience, servicePrincipal } = applicationFacts(application)
  if (disabled === true) return true
  if (isKnown(signInAudience) && signInAudience !== 'AzureADMyOrg') return false
  if (isUnknown(servicePrincipal)) return unknown(becauseOf(servicePrincipal))
  // Nothing acts for it yet; it may be given a principal any day.
  if (servicePrincipal === null) return false
  const principal = view.identity(servicePrincipal)
  if (principal === undefined) return unknown(view.gap('azure.service-principals')?.reason ?? 'not-collected')
  return isDisabled(principal)
}

/** Whether somebody can sign in with it as of `now`. */
export function isLive(credential: Credential, view: View, now: Instant): boolean | Unknown {
  if (signsTokensOnly(credential)) return false
  const expired = isExpired(credential, now)
  if (expired === true) return false
  const off = isSwitchedOff(credential, view)
  if (off === true) return false
  if (isUnknown(off)) return off
  return isUnknown(expired) ? expired : true
}

/** Secrets and certificates by what carries them, in order of id. */
export function secretsOn({ facts }: Bearer, view: View): readonly Credential[] {
  const all = view.once('entra secrets by what carries them', () => {
    const found = new Map<string, Credential[]>()
    for (const kind of ['client-secret', 'certificate'])
      for (const credential of view.credentials({ kind })) {
        const { objectId } = entraSecretFacts(credential)
        found.set(objectId, [...(found.get(objectId) ?? []), credential])
      }
    return found
  })
  const { objectId } = facts
  return typeof objectId === 'string' ? (all.get(objectId) ?? []) : []
}
