import { parameterFacts } from '../../analysis/effective/aws-facts.ts'
import { namesSecret } from '../../analysis/secret-names.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { read } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'

export const rule = defineRule({
  id: 'aws-ssm-parameter-plaintext-secret',
  title: 'Parameter that is named like a secret is kept in the clear',
  severity: 'high',
  provider: 'aws',
  subject: 'resource',
  kinds: ['ssm:parameter'],
  reads: ['aws.parameters'],
  messages: { plain: 'Parameter {parameter} is a plain {type}, and its name says it is a secret.' },
  frameworks: controls('secret-leakage', { 'nist-800-53-r5': ['IA-5(7)', 'IA-5(6)', 'SC-28'] }),
  remediation: (parameter) => [
    {
      text: 'Rotate the secret where it was issued: its history keeps the old value readable.',
    },
    {
      text: 'Keep the new one as SecureString; a parameter cannot change its type, so delete the plain one first.',
      command: `aws ssm delete-parameter --region ${parameterFacts(parameter).region} --name ${word(parameter.name)}`,
    },
    {
      text: 'Create it again, with the value read from a file, and let its readers decrypt it.',
      command: `aws ssm put-parameter --region ${parameterFacts(parameter).region} --name ${word(parameter.name)} --type SecureString --value file://secret.txt`,
    },
  ],
  check(parameter) {
    // Parameters that AWS publishes, such as the ids of current images.
    if (parameter.name.startsWith('/aws/service/')) return undefined
    const { type, region } = parameterFacts(parameter)
    if (type === 'SecureString' || !namesSecret(parameter.name)) return pass
    return fail('plain', {
      values: { parameter: parameter.name, type },
      confidence: 'possible',
      evidence: read('ssm:DescribeParameters', `Type ${type} in ${region}`),
      data: { type, region },
    })
  },
})
