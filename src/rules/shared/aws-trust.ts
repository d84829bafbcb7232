/** Words and steps that the rules about role trust share. */
import type { Identity, Remediation } from '../../model/index.ts'
import { word } from './aws-commands.ts'

export { enumerated } from './lists.ts'

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
