import { unknown } from '../../../model/index.ts'
import type { UserKeyFacts } from '../../../model/facts/aws.ts'
import { AbsentError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { idIn, instantOf } from '../map/place.ts'
import { userCredential } from '../map/user-credentials.ts'
import { takeCalls } from '../budget.ts'
import { ask, type SessionUser } from '../session.ts'
import { eachOf, iamPages, placeOf, type AwsContext } from './place.ts'

export const sshKeysMeta = {
  id: 'ssh-keys',
  title: 'SSH keys for CodeCommit',
  tier: 'creds',
  scopes: ['account'],
  needs: ['iam:ListSSHPublicKeys'],
  emits: ['ssh-keys'],
  after: ['authorization-details', 'signing-certificates'],
} as const satisfies StepMeta

/** Such a key opens CodeCommit alone, so only users are asked whose policies name CodeCommit. */
export async function sshKeys(context: AwsContext): Promise<void> {
  const { users } = context.session.facts
  if (users === undefined) {
    return context.gap({ reason: 'not-collected', detail: 'The users were not read, so nobody is known to ask about.' })
  }
  const asked = [...users.values()].filter(({ namesCodeCommit }) => namesCodeCommit)
  if (asked.length === 0) return context.skip('No policy of a user names CodeCommit.')
  if (!takeCalls(context, asked.length, `the SSH keys of ${asked.length} user(s)`)) return
  await eachOf(asked, (user) => readKeys(context, user))
}

async function readKeys(context: AwsContext, { arn, name: userName }: SessionUser): Promise<void> {
  const place = placeOf(context)
  const userId = idIn(place, 'iam-user', arn)
  const pages = iamPages((page) =>
    ask(context, 'iam', 'ListSSHPublicKeys', (iam, options) =>
      iam.listSSHPublicKeys({ UserName: userName, ...page }, options),
    ),
  )
  const source = 'iam:ListSSHPublicKeys'
  const facts = { userName, use: 'codecommit' } satisfies UserKeyFacts
  try {
    for await (const { SSHPublicKeys } of pages) {
      for (const { SSHPublicKeyId: nativeId, Status, UploadDate } of SSHPublicKeys ?? []) {
        if (nativeId === undefined) continue
        const createdAt = instantOf(UploadDate) ?? unknown('failed')
        const key = {
          kind: 'ssh-key',
          nativeId,
          name: nativeId,
          userId,
          userName,
          createdAt,
          expiresAt: null,
          facts,
          source,
        } as const
        for (const record of userCredential({ ...key, enabled: Status === 'Active' }, place)) context.emit(record)
      }
    }
  } catch (error) {
    if (!(error instanceof AbsentError)) throw error
  }
}
