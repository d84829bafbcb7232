import { holderOf } from '../../analysis/credentials.ts'
import { becomesAdmin, controlsService, looksAdmin } from '../../analysis/effective/aws-privilege.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { read } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'
import { isBedrockKey, isSpent, userOf } from '../shared/aws-service-credentials.ts'

export const rule = defineRule({
  id: 'aws-bedrock-key-overprivileged',
  title: 'Bedrock API key may do far more than call models',
  severity: 'high',
  provider: 'aws',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['aws.service-specific-credentials', 'aws.identities'],
  messages: {
    admin: 'Bedrock API key {key} belongs to {user}, who is an administrator of the account.',
    escalates: 'Bedrock API key {key} belongs to {user}, who can make itself an administrator of the account.',
    allOfBedrock: 'Bedrock API key {key} belongs to {user}, who may do everything in Bedrock.',
  },
  frameworks: controls('over-privilege', { 'cis-aws-7.0.0': ['2.14'] }),
  remediation: (key) => [
    {
      text: 'See what is attached to the user.',
      command: `aws iam list-attached-user-policies --user-name ${word(userOf(key))}`,
    },
    {
      text: 'Let it do no more than bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream on the models it needs, and bedrock:CallWithBearerToken.',
    },
    { text: 'Better: call Bedrock with a role, and delete the key and its user.' },
  ],
  check(key, { view, now }) {
    if (!isBedrockKey(key) || isSpent(key, now)) return undefined
    const user = holderOf(key, view)
    if (!user) return unknownBecause('not-collected', ['iam:GetAccountAuthorizationDetails'])
    const values = { key: key.nativeId, user: user.name }
    const admin = looksAdmin(user, view)
    const bedrock = controlsService(user, view, 'bedrock')
    const evidence = read('iam:GetAccountAuthorizationDetails', `policies of ${user.name}`)
    const finding = { values, evidence, related: [user.id] }
    if (admin === true) return fail('admin', finding)
    if (becomesAdmin(user, view)) return fail('escalates', finding)
    if (bedrock === true) return fail('allOfBedrock', finding)
    const unread = [admin, bedrock].find((verdict) => typeof verdict !== 'boolean')
    return isUnknown(unread) && unread ? unknownBecause(unread.unknown, ['iam:GetAccountAuthorizationDetails']) : pass
  },
})
