/** What to do with a proposal, as commands. */
import type { PolicyReduction, Reduction, NoReduction } from '../../analysis/effective/aws-least-privilege/index.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { word } from '../shared/aws-commands.ts'
import { enumerated } from '../shared/aws-trust.ts'

const longestDocument = 4000

export function stepsFor(identity: Identity, reduction?: Reduction | NoReduction): readonly Remediation[] {
  const look: Remediation = {
    text: 'See when each service and action was last used, and ask the owner what runs less often than this.',
    command: `aws iam generate-service-last-accessed-details --granularity ACTION_LEVEL --arn ${word(identity.nativeId)}`,
  }
  if (!reduction?.proposed) return [look, { text: 'Take out of its policies what was not used and is not needed.' }]
  return [look, ...reduction.policies.flatMap((policy) => stepsOf(identity, policy))]
}

function stepsOf(identity: Identity, reduction: PolicyReduction): readonly Remediation[] {
  if (reduction.through === 'group') return leaveGroup(identity, reduction)
  if (reduction.apply === 'drop') return drop(identity, reduction)
  if (reduction.apply === 'replace') return [...ownPolicy(identity, reduction), ...drop(identity, reduction)]
  return reduction.kind === 'inline' ? changeInline(identity, reduction) : changeManaged(reduction)
}

function kindOf(identity: Identity): 'role' | 'user' {
  return identity.kind === 'iam-user' ? 'user' : 'role'
}

function named(identity: Identity): string {
  return `--${kindOf(identity)}-name ${word(identity.name)}`
}

function documentOf({ after }: PolicyReduction): string {
  const text = JSON.stringify(after)
  return text.length <= longestDocument ? word(text) : 'file://reduced.json'
}

/** Where the text is too long for a command. */
function file(reduction: PolicyReduction): string {
  return JSON.stringify(reduction.after).length <= longestDocument
    ? ''
    : ' Write what the finding proposes into reduced.json first.'
}

function changeInline(identity: Identity, reduction: PolicyReduction): readonly Remediation[] {
  const kind = kindOf(identity)
  const where = `${named(identity)} --policy-name ${word(reduction.policy)}`
  return [
    {
      text: `Keep the inline policy ${reduction.policy} as it is now, to be able to go back.`,
      command: `aws iam get-${kind}-policy ${where} --query PolicyDocument > before.json`,
    },
    {
      text: `Write the reduced policy.${file(reduction)}`,
      command: `aws iam put-${kind}-policy ${where} --policy-document ${documentOf(reduction)}`,
    },
  ]
}

function changeManaged(reduction: PolicyReduction): readonly Remediation[] {
  return [
    {
      text: `Make the reduced policy a new version; set-default-policy-version takes it back.${file(reduction)}`,
      command: `aws iam create-policy-version --policy-arn ${word(reduction.policy)} --set-as-default --policy-document ${documentOf(reduction)}`,
    },
  ]
}

function ownPolicy(identity: Identity, reduction: PolicyReduction): readonly Remediation[] {
  const account = /^arn:([^:]+):iam::(\d+):/.exec(identity.nativeId)
  const old = reduction.policy.slice(reduction.policy.lastIndexOf('/') + 1)
  const name = `${identity.name}-${old}-reduced`.replaceAll(/[^\w+=,.@-]/g, '-').slice(0, 128)
  const arn = `arn:${account?.[1] ?? 'aws'}:iam::${account?.[2] ?? ''}:policy/${name}`
  const why =
    reduction.kind === 'aws-managed'
      ? `${old} is a policy of AWS`
      : `${enumerated(reduction.sharedWith.map((each) => each.slice(each.indexOf('/') + 1)))} ${reduction.sharedWith.length === 1 ? 'has' : 'have'} ${old} as well`
  return [
    {
      text: `${why}, so make a policy of its own in its place.${file(reduction)}`,
      command: `aws iam create-policy --policy-name ${word(name)} --policy-document ${documentOf(reduction)}`,
    },
    {
      text: 'Attach it before the old one goes.',
      command: `aws iam attach-${kindOf(identity)}-policy ${named(identity)} --policy-arn ${word(arn)}`,
    },
  ]
}

function drop(identity: Identity, reduction: PolicyReduction): readonly Remediation[] {
  const kind = kindOf(identity)
  if (reduction.kind !== 'inline') {
    return [
      {
        text: `Detach ${reduction.policy}; attaching it again takes this back.`,
        command: `aws iam detach-${kind}-policy ${named(identity)} --policy-arn ${word(reduction.policy)}`,
      },
    ]
  }
  const where = `${named(identity)} --policy-name ${word(reduction.policy)}`
  return [
    {
      text: `Nothing of the inline policy ${reduction.policy} is used: keep it in a file, then delete it.`,
      command: `aws iam get-${kind}-policy ${where} --query PolicyDocument > before.json && aws iam delete-${kind}-policy ${where}`,
    },
  ]
}

function leaveGroup(identity: Identity, reduction: PolicyReduction): readonly Remediation[] {
  const group = reduction.holder.slice(reduction.holder.lastIndexOf('/') + 1)
  const own = reduction.apply === 'drop' ? [] : ownPolicy(identity, reduction)
  return [
    ...own,
    {
      text: `Give the user what else the group ${group} grants and it needs, then take it out of the group; the group's other members keep theirs.`,
      command: `aws iam remove-user-from-group --user-name ${word(identity.name)} --group-name ${word(group)}`,
    },
  ]
}
