/** Where federated credentials are read, and how they are changed. */
import type { FederatedCredentialFacts } from '../../model/facts/entra.ts'
import { federatedFacts } from '../../analysis/effective/entra-facts.ts'
import { doorWords } from '../../analysis/effective/entra-trust.ts'
import type { Credential, Evidence, Remediation } from '../../model/index.ts'
import { word } from './shell.ts'

export function federatedEvidence(credential: Credential): readonly Evidence[] {
  const facts = federatedFacts(credential)
  return [
    {
      source: isOfApplication(facts)
        ? 'GET /applications/{id}/federatedIdentityCredentials'
        : 'GET /{userAssignedIdentity}/federatedIdentityCredentials',
      detail: `${facts.objectId} > ${facts.name}: ${facts.issuer} ${doorWords(facts)}`,
    },
  ]
}

export function federatedPermission(credential: Credential): string {
  return isOfApplication(federatedFacts(credential))
    ? 'Application.Read.All'
    : 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read'
}

function isOfApplication({ on }: FederatedCredentialFacts): boolean {
  return on === 'application'
}

/** Takes another subject in its place. */
export function narrowSubject(credential: Credential, example: string): Remediation {
  const facts = federatedFacts(credential)
  const text = `Take one exact subject, such as ${example}; where several are needed, a credential for each.`
  if (!isOfApplication(facts))
    return { text, command: `az identity federated-credential update ${ofIdentity(facts)} --subject "$SUBJECT"` }
  return {
    text: `${text} credential.json names the issuer, the subject and the audience.`,
    command: `az ad app federated-credential update --id ${word(facts.objectId)} --federated-credential-id ${word(credential.nativeId)} --parameters credential.json`,
  }
}

export function removeFederated(credential: Credential, text: string): Remediation {
  const facts = federatedFacts(credential)
  return {
    text,
    command: isOfApplication(facts)
      ? `az ad app federated-credential delete --id ${word(facts.objectId)} --federated-credential-id ${word(credential.nativeId)}`
      : `az identity federated-credential delete ${ofIdentity(facts)}`,
  }
}

function ofIdentity({ objectId, name }: FederatedCredentialFacts): string {
  const [, group = ''] = /\/resourcegroups\/([^/]+)/i.exec(objectId) ?? []
  const identity = objectId.slice(objectId.lastIndexOf('/') + 1)
  return `--name ${word(name)} --identity-name ${word(identity)} --resource-group ${word(group)}`
}
