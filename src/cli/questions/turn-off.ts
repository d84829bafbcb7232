/** How a user or role is turned off: what can be taken back first, what cannot be last. */
import { roleFacts } from '../../analysis/effective/aws-facts.ts'
import { workloadsOf } from '../../analysis/effective/aws-workloads.ts'
import type { Principal } from '../../analysis/effective/aws-access/index.ts'
import { accountOf } from '../../analysis/effective/aws-access/index.ts'
import { credentialsOf } from '../../analysis/credentials.ts'
import type { View } from '../../inventory/view.ts'
import { facetOfKind } from '../../model/facts/aws.ts'
import type { Credential, Identity, Remediation } from '../../model/index.ts'
import { count } from '../../report/words.ts'
import { hasId, word } from '../../rules/shared/aws-commands.ts'
import { commandLines } from './commands.ts'
import { lines, some } from './statements.ts'

const denyAll = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}'

export function* turnOff(view: View, { identity, kind, account }: Principal): Generator<string> {
  yield '\nHow to turn it off\n'
  if (kind === 'role') yield* lines(running(view, identity, account), '  ')
  const steps = kind === 'role' ? roleSteps(identity) : userSteps(view, identity)
  for (const [index, { text, command }] of steps.entries()) {
    yield* lines(text, `  ${index + 1}. `, '     ')
    if (command !== undefined) yield* commandLines(command, '     ')
  }
}

/** What would stop; that nothing is known to run with it says little where nobody read what runs. */
function running(view: View, role: Identity, account: string): string {
  const workloads = workloadsOf(role, view)
  if (workloads.length > 0) return `${count(workloads.length, 'workload')} would stop working (see Used by).`
  const scope = accountOf(view, account)?.scope
  const hidden = Object.entries(facetOfKind).flatMap(([kind, facet]) => (view.gap(facet, scope) ? [kind] : []))
  const none = 'No workload in the inventory runs with it.'
  if (hidden.length === 0) return none
  return hidden.length === Object.keys(facetOfKind).length
    ? `${none} What runs in the account was not read.`
    : `${none} Not read: ${some(hidden, 4)}.`
}

function roleSteps(role: Identity): readonly Remediation[] {
  const { serviceLinked, identityCenter } = roleFacts(role)
  const name = word(role.name)
  if (serviceLinked)
    return [
      {
        text: 'It belongs to an AWS service, which refuses to let it go as long as it needs it.',
        command: `aws iam delete-service-linked-role --role-name ${name}`,
      },
    ]
  if (identityCenter)
    return [
      {
        text: 'IAM Identity Center writes it: take away the assignments of its permission set there.',
        command:
          'aws sso-admin list-account-assignments --instance-arn "$INSTANCE_ARN" --account-id "$ACCOUNT_ID" --permission-set-arn "$PERMISSION_SET_ARN"',
      },
    ]
  return [
    {
      text: 'Keep the trust policy as it is now, to be able to go back.',
      command: `aws iam get-role --role-name ${name} --query Role.AssumeRolePolicyDocument > trust.json`,
    },
    {
      text: 'Deny it everything, sessions that are open included. delete-role-policy takes it back.',
      command: `aws iam put-role-policy --role-name ${name} --policy-name muster-off --policy-document ${word(denyAll)}`,
    },
    {
      text: 'Close its trust, so that no new session begins. file://trust.json takes it back.',
      command: `aws iam update-assume-role-policy --role-name ${name} --policy-document ${word(closedTrust)}`,
    },
    {
      text: 'Once nothing has missed it for a few weeks, detach its policies, remove it from its instance profiles, delete its inline policies, then delete it.',
      command: `aws iam delete-role --role-name ${name}`,
    },
  ]
}

const closedTrust =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":["sts:AssumeRole","sts:AssumeRoleWithSAML","sts:AssumeRoleWithWebIdentity"]}]}'

function userSteps(view: View, user: Identity): readonly Remediation[] {
  const name = word(user.name)
  const credentials = credentialsOf(user, view).filter(({ enabled }) => enabled !== false)
  return [
    ...credentials.flatMap((credential) => deactivate(credential, name)),
    {
      text: 'Deny it everything, sessions that are open included. delete-user-policy takes it back.',
      command: `aws iam put-user-policy --user-name ${name} --policy-name muster-off --policy-document ${word(denyAll)}`,
    },
    ...credentials.filter(isConsole).map(() => ({
      text: 'Take away its console password; it cannot be given back, only set anew.',
      command: `aws iam delete-login-profile --user-name ${name}`,
    })),
    {
      text: 'Once nothing has missed it for a few weeks, delete its keys, policies, devices and group memberships, then delete it.',
      command: `aws iam delete-user --user-name ${name}`,
    },
  ]
}

function isConsole({ kind, facts }: Credential): boolean {
  return kind === 'password' && facts['service'] === undefined
}

/** Those that can be switched on again. */
function deactivate(credential: Credential, user: string): readonly Remediation[] {
  const { kind, name, facts } = credential
  const id = word(credential.nativeId)
  const say = (what: string, command: string): readonly Remediation[] => [
    { text: `Deactivate ${what} ${name}. --status Active takes it back.`, command },
  ]
  if (kind === 'access-key') {
    const key = hasId(credential) ? id : '"$ACCESS_KEY_ID"'
    return say(
      'the access key',
      `aws iam update-access-key --user-name ${user} --access-key-id ${key} --status Inactive`,
    )
  }
  if (kind === 'ssh-key')
    return say(
      'the SSH key',
      `aws iam update-ssh-public-key --user-name ${user} --ssh-public-key-id ${id} --status Inactive`,
    )
  if (kind === 'certificate')
    return say(
      'the signing certificate',
      `aws iam update-signing-certificate --user-name ${user} --certificate-id ${id} --status Inactive`,
    )
  const { service } = facts
  if (typeof service !== 'string') return []
  return say(
    `the credential for ${service}`,
    `aws iam update-service-specific-credential --user-name ${user} --service-specific-credential-id ${id} --status Inactive`,
  )
}
