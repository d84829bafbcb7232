/** Words for secrets and certificates of applications, where they are read, and how to change them. */
import { bearerOf } from '../../analysis/effective/entra-credentials.ts'
import { entraSecretFacts } from '../../analysis/effective/entra-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential, Evidence, Remediation } from '../../model/index.ts'
import { graphCall } from './entra-commands.ts'
import { word } from './shell.ts'

/** Reads applications and service principals, and with them their secrets' dates. */
export const secretPermission = 'Application.Read.All'
/** Reads the reports of sign-ins. */
export const activityPermission = 'AuditLog.Read.All'

/** What messages say of it: `Secret "ci"` and the name of what carries it. */
export function secretValues(credential: Credential, view: View): { readonly secret: string; readonly app: string } {
  return { secret: nameOf(credential), app: bearerOf(credential, view)?.name ?? entraSecretFacts(credential).appId }
}

function nameOf({ kind, name }: Credential): string {
  return `${kind === 'certificate' ? 'Certificate' : 'Secret'} "${name}"`
}

export function secretEvidence(credential: Credential, detail: string): readonly Evidence[] {
  const { on, objectId, keyId } = entraSecretFacts(credential)
  const list = credential.kind === 'certificate' ? 'keyCredentials' : 'passwordCredentials'
  return [
    {
      source: on === 'application' ? 'GET /applications' : 'GET /servicePrincipals',
      detail: `${objectId} > ${list} > ${keyId}: ${detail}`,
    },
  ]
}

/** What carries it and who signs in with it. */
export function secretRelated(credential: Credential, view: View): readonly string[] {
  const bearer = bearerOf(credential, view)
  const holders = view.edgesFrom(credential.id, 'authenticates').map(({ to }) => to)
  return [...new Set([...(bearer ? [bearer.id] : []), ...holders])]
}

export function removeSecret(credential: Credential, text: string): Remediation {
  const { on, objectId, keyId } = entraSecretFacts(credential)
  const what = on === 'application' ? 'app' : 'sp'
  const certificate = credential.kind === 'certificate' ? ' --cert' : ''
  return {
    text,
    command: `az ad ${what} credential delete --id ${word(objectId)} --key-id ${word(keyId)}${certificate}`,
  }
}

/** A successor beside the old one: without `--append`, Azure CLI would take all others away. */
export function addSuccessor(credential: Credential): Remediation {
  const { on, objectId } = entraSecretFacts(credential)
  const what = on === 'application' ? 'app' : 'sp'
  const own = credential.kind === 'certificate' ? '--cert @certificate.pem' : '--end-date "$END_DATE"'
  const when = credential.kind === 'certificate' ? '' : ' END_DATE is a day within six months.'
  return {
    text: `Add a successor beside it, and hand it to what signs in with ${nameOf(credential)}.${when}`,
    command: `az ad ${what} credential reset --id ${word(objectId)} --append ${own}`,
  }
}

/** What needs no secret at all. */
export function withoutSecret(credential: Credential): readonly Remediation[] {
  const { on, objectId } = entraSecretFacts(credential)
  const trust: Remediation = {
    text: 'What runs in GitHub, Kubernetes or another cloud can sign in with a token of its own: trust that, and keep no secret. credential.json names the issuer, the subject and the audience api://AzureADTokenExchange.',
    ...(on === 'application'
      ? { command: `az ad app federated-credential create --id ${word(objectId)} --parameters credential.json` }
      : {}),
  }
  return [{ text: 'What runs in Azure can use a managed identity, which nobody holds a secret of.' }, trust]
}

/** https://learn.microsoft.com/graph/api/tenantappmanagementpolicy-update */
export const limitLifetimes: Remediation = {
  text: 'Once for the whole tenant: have Entra ID refuse longer lives to applications made from 2026 on. This takes the place of what the policy says of secrets, so that what should stay has to be written beside it.',
  command: graphCall('PATCH', '/policies/defaultAppManagementPolicy', {
    isEnabled: true,
    applicationRestrictions: {
      passwordCredentials: [
        {
          restrictionType: 'passwordLifetime',
          maxLifetime: 'P180D',
          restrictForAppsCreatedAfterDateTime: '2026-01-01T00:00:00Z',
        },
      ],
    },
  }),
}
