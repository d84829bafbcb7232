/** Words and commands for service accounts. */
import { serviceAccountFacts } from '../../analysis/effective/gcp-facts.ts'
import type { Evidence, Identity, Remediation } from '../../model/index.ts'
import { word } from './shell.ts'

export const accountPermission = 'iam.serviceAccounts.list'

export function accountEvidence(account: Identity, detail: string): readonly Evidence[] {
  return [{ source: 'iam.projects.serviceAccounts.list', detail: `${account.nativeId} ${detail}` }]
}

export function ofProject(account: Identity): string {
  return `--project=${word(serviceAccountFacts(account).projectId)}`
}

export function disableAccount(account: Identity): Remediation {
  return {
    text: 'Disable it first: nothing is lost, and it can be enabled again.',
    command: `gcloud iam service-accounts disable ${word(account.nativeId)} ${ofProject(account)}`,
  }
}

export function deleteAccount(account: Identity, text: string): Remediation {
  return { text, command: `gcloud iam service-accounts delete ${word(account.nativeId)} ${ofProject(account)}` }
}
