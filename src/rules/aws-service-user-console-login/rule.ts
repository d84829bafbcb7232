import { consolePassword, serviceSigns } from '../../analysis/effective/aws-users.ts'
import { dayOf, agoInWords } from '../../analysis/time.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { at, read } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'

export const rule = defineRule({
  id: 'aws-service-user-console-login',
  title: 'Somebody signs in to the console as a service user',
  severity: 'high',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-user'],
  reads: ['aws.identities', 'aws.passwords'],
  messages: { used: 'User {user} stands for a service, yet its console password was used {when}.' },
  frameworks: controls('human-use', { 'cis-aws-7.0.0': [] }),
  remediation: (user) => [
    {
      text: 'See in CloudTrail who signed in, and give that person a way in of their own.',
      command: `aws cloudtrail lookup-events --lookup-attributes AttributeKey=Username,AttributeValue=${word(user.name)}`,
    },
    {
      text: 'Take the console password away; access keys go on working.',
      command: `aws iam delete-login-profile --user-name ${word(user.name)}`,
    },
  ],
  check(user, { view, now }) {
    const service = serviceSigns(user)
    if (!service) return undefined
    const password = consolePassword(user, view)
    if (!password || password.enabled === false) return pass
    if (isUnknown(password.enabled)) return unknownBecause(becauseOf(password.enabled), ['iam:GetCredentialReport'])
    const lastUsedAt = view.usage(password.id)?.lastUsedAt
    if (isUnknown(lastUsedAt)) return unknownBecause(becauseOf(lastUsedAt), ['iam:GetCredentialReport'])
    if (lastUsedAt === null) return pass
    return fail('used', {
      values: { user: user.name, when: agoInWords(lastUsedAt, now) },
      confidence: service.sure ? 'proven' : 'possible',
      evidence: read('iam:GetCredentialReport', `password_last_used ${at(lastUsedAt)}`),
      related: [password.id],
      data: { lastSignInOn: dayOf(lastUsedAt), signs: service.signs },
    })
  },
})
