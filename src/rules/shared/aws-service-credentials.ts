/** What the rules about service-specific credentials share. */
import type { Credential, Instant, Remediation } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { holderOf } from '../../analysis/credentials.ts'
import type { View } from '../../inventory/view.ts'
import { word } from './aws-commands.ts'

export function serviceOf(credential: Credential): string | undefined {
  const { service } = credential.facts
  return typeof service === 'string' ? service : undefined
}

export function isBedrockKey(credential: Credential): boolean {
  return credential.kind === 'api-key' && serviceOf(credential)?.startsWith('bedrock.') === true
}

export function userOf(credential: Credential, view?: View): string {
  const { userName } = credential.facts
  return typeof userName === 'string' ? userName : ((view && holderOf(credential, view)?.name) ?? 'its user')
}

/** Switched off or past its end: it opens nothing any more. */
export function isSpent(credential: Credential, now: Instant): boolean {
  const { enabled, expiresAt } = credential
  return enabled === false || (isKnown(expiresAt) && Date.parse(expiresAt) <= Date.parse(now))
}

export function retireServiceCredential(credential: Credential): readonly Remediation[] {
  const id = `--user-name ${word(userOf(credential))} --service-specific-credential-id ${word(credential.nativeId)}`
  return [
    {
      text: 'Deactivate the credential first; this can be taken back with --status Active.',
      command: `aws iam update-service-specific-credential ${id} --status Inactive`,
    },
    {
      text: 'Delete it once nothing has missed it.',
      command: `aws iam delete-service-specific-credential ${id}`,
    },
  ]
}
