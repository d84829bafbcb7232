/** Words and steps that the rules about role trust share. */
import type { Identity, Remediation } from '../../model/index.ts'
import { word } from './aws-commands.ts'

/** Reads the trust policy into a file, has it changed as `change` says, and writes it back. */
export function changeTrust(role: Identity, change: string): readonly Remediation[] {
  const name = word(role.name)
  return [
    {
      text: 'Keep the trust policy as it is now, to be able to go back.',
      command: `aws iam get-role --role-name ${name} --query Role.AssumeRolePolicyDocument > trust.json`,
    },
    { text: change },
    {
      text: 'Write the changed policy back.',
      command: `aws iam update-assume-role-policy --role-name ${name} --policy-document file://trust.json`,
    },
  ]
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function enumerated(items: readonly string[], most = 3): string {
  const distinct = [...new Set(items)]
  if (distinct.length > most) return `${distinct.slice(0, most - 1).join(', ')} and ${distinct.length - most + 1} more`
  const last = distinct.at(-1) ?? ''
  return distinct.length < 2 ? last : `${distinct.slice(0, -1).join(', ')} and ${last}`
}
