import { credentialsOf } from '../../analysis/credentials.ts'
import { consolePassword } from '../../analysis/effective/aws-users.ts'
import { counted, agoInWords } from '../../analysis/time.ts'
import type { Credential } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { at, read } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'

const missing = ['iam:GetCredentialReport']

export const rule = defineRule({
  id: 'aws-user-console-and-keys',
  title: 'User signs in to the console and uses access keys',
  severity: 'medium',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-user'],
  reads: ['aws.identities', 'aws.passwords', 'aws.access-keys', 'aws.key-usage'],
  messages: {
    both: 'User {user} signed in to the console {when} and uses {keys} as well.',
  },
  frameworks: controls('human-use', { 'cis-aws-7.0.0': [] }),
  remediation: (user) => [
    { text: 'Give the programs that use the keys a role, or a user of their own; let people sign in by federation.' },
    {
      text: 'Where only programs use this user, take its console password away.',
      command: `aws iam delete-login-profile --user-name ${word(user.name)}`,
    },
    {
      text: 'Where only a person uses it, deactivate its access keys.',
      command: `aws iam list-access-keys --user-name ${word(user.name)}`,
    },
  ],
  check(user, { view, now }) {
    const password = consolePassword(user, view)
    const keys = credentialsOf(user, view, 'access-key').filter((key) => key.enabled !== false)
    if (!password || password.enabled === false || keys.length === 0) return undefined
    if (isUnknown(password.enabled)) return unknownBecause(becauseOf(password.enabled), missing)
    const signedIn = lastUse(password, view)
    if (signedIn === null) return pass
    const uses = keys.map((key) => lastUse(key, view))
    if (uses.every((use) => use === null)) return pass
    const used = keys.filter((key, index) => key.enabled === true && isKnown(uses[index]))
    if (!isKnown(signedIn)) return unknownBecause(becauseOf(signedIn), missing)
    if (used.length === 0) return unknownBecause(becauseOf(uses.find(isUnknown)), missing)
    return fail('both', {
      values: { user: user.name, when: agoInWords(signedIn, now), keys: counted(used.length, 'access key') },
      evidence: [
        ...read('iam:GetCredentialReport', `password_last_used ${at(signedIn)}`),
        ...used.flatMap((key) => read('iam:GetCredentialReport', `${key.name} last used ${at(lastUse(key, view))}`)),
      ],
      related: [password.id, ...used.map((key) => key.id)],
      data: { lastSignIn: signedIn, keys: used.map((key) => key.nativeId) },
    })
  },
})

function lastUse(credential: Credential, view: View) {
  return view.usage(credential.id)?.lastUsedAt
}
