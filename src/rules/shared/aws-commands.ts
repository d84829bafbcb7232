/** Steps that several AWS rules hand to the reader, in an order that can be taken back until the last one. */
import type { Credential, Remediation } from '../../model/index.ts'
import { accessKeyFacts } from '../../analysis/effective/aws-facts.ts'
import { word } from './shell.ts'

export { word } from './shell.ts'

/** A key that is known from the credential report alone has no id, only a name such as `ci-deploy#1`. */
export function hasId(key: Credential): boolean {
  return key.nativeId.startsWith('AKIA')
}

function findKey(key: Credential): readonly Remediation[] {
  if (hasId(key)) return []
  const user = accessKeyFacts(key).userName
  return [{ text: 'Look up the id of the key.', command: `aws iam list-access-keys --user-name ${word(user)}` }]
}

function keyArguments(key: Credential): string {
  const id = hasId(key) ? word(key.nativeId) : '"$ACCESS_KEY_ID"'
  return `--user-name ${word(accessKeyFacts(key).userName)} --access-key-id ${id}`
}

export function retireKey(key: Credential): readonly Remediation[] {
  return [
    ...findKey(key),
    {
      text: 'Deactivate the key first; this can be taken back with --status Active.',
      command: `aws iam update-access-key ${keyArguments(key)} --status Inactive`,
    },
    {
      text: 'Delete the key once nothing has missed it for a few weeks.',
      command: `aws iam delete-access-key ${keyArguments(key)}`,
    },
  ]
}

export function rotateKey(key: Credential): readonly Remediation[] {
  const user = word(accessKeyFacts(key).userName)
  return [
    {
      text: 'Replace the key by a role if its workload can assume one; otherwise create its successor and hand it to the workload.',
      command: `aws iam create-access-key --user-name ${user}`,
    },
    ...retireKey(key),
  ]
}

/** What stands for a key in a sentence. */
export function keyValues(key: Credential): { readonly key: string; readonly user: string } {
  return { key: key.name, user: accessKeyFacts(key).userName }
}
