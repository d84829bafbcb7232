/** Words for keys of service accounts, where they are read, and how to do without them. */
import { holderIds } from '../../analysis/credentials.ts'
import { gcpKeyFacts } from '../../analysis/effective/gcp-facts.ts'
import { projectOfAccount } from '../../analysis/effective/gcp-principals.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential, Evidence, Remediation } from '../../model/index.ts'
import { word } from './shell.ts'

export const keyPermission = 'iam.serviceAccountKeys.list'

function idOf(key: Credential): { readonly keyId: string; readonly email: string } {
  const facts = gcpKeyFacts(key)
  return { keyId: facts.form === 'key-pair' ? facts.keyId : facts.accessId, email: facts.email }
}

export function keyValues(key: Credential): { readonly key: string; readonly account: string } {
  const { keyId, email } = idOf(key)
  return { key: keyId, account: email }
}

export function keyEvidence(key: Credential, detail: string): readonly Evidence[] {
  const { keyId, email } = idOf(key)
  return [
    { source: 'iam.projects.serviceAccounts.keys.list', detail: `serviceAccounts/${email}/keys/${keyId} ${detail}` },
  ]
}

/** The account that it is a key of. */
export function keyRelated(key: Credential, view: View): readonly string[] {
  return holderIds(key, view)
}

function ofAccount(key: Credential): string {
  const { email } = idOf(key)
  const project = projectOfAccount(email)
  return `--iam-account=${word(email)}${project === undefined ? '' : ` --project=${word(project)}`}`
}

/** Off first: a key that is disabled can be enabled again, one that is deleted is gone. */
export function removeKey(key: Credential, text: string): readonly Remediation[] {
  const { keyId } = idOf(key)
  return [
    { text, command: `gcloud iam service-accounts keys disable ${word(keyId)} ${ofAccount(key)}` },
    {
      text: 'Delete it when nobody has missed it for some days. That cannot be undone.',
      command: `gcloud iam service-accounts keys delete ${word(keyId)} ${ofAccount(key)}`,
    },
  ]
}

export function replaceKey(key: Credential): Remediation {
  return {
    text: 'Where there is no way but a key, make its successor, hand that to what uses the old one, and keep it in a secret store, not in a file.',
    command: `gcloud iam service-accounts keys create "$KEY_FILE" ${ofAccount(key)}`,
  }
}

/** https://docs.cloud.google.com/docs/authentication#auth-decision-tree */
export const withoutKey: readonly Remediation[] = [
  {
    text: 'What runs in Google Cloud can run as the account itself, and people can impersonate it: neither has a key.',
  },
  {
    text: 'What runs in GitHub, another cloud or a cluster signs in with a token of its own: set up a workload identity pool with a provider for it.',
    command:
      'gcloud iam workload-identity-pools create-cred-config "$PROVIDER" --service-account="$ACCOUNT" --output-file=credentials.json',
  },
]

/** https://docs.cloud.google.com/iam/docs/keys-create-delete#key-expiration */
export const limitKeys: Remediation = {
  text: 'Have new keys end by themselves: policy.yaml sets the constraint iam.serviceAccountKeyExpiryHours of a project, a folder or the organization to hours such as 2160h. It applies to keys made from then on.',
  command: 'gcloud org-policies set-policy policy.yaml',
}

/** https://docs.cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts */
export function forbidKeys(key: Credential): Remediation {
  const project = projectOfAccount(idOf(key).email)
  return {
    text: 'Then forbid keys, so that none comes back.',
    command: `gcloud resource-manager org-policies enable-enforce iam.disableServiceAccountKeyCreation --project=${word(project ?? '$PROJECT')}`,
  }
}
