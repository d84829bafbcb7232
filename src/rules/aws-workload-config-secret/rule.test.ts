import { testRule } from '../../../test/support/rule-tester.ts'
import { gap } from '../../../test/support/aws-records.ts'
import { secret, workload } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import type { ConfigSecret } from '../../model/facts/config-secret.ts'
import { rule } from './rule.ts'

const openai: ConfigSecret = { name: 'OPENAI_API_KEY', looksLike: 'openai-api-key', by: 'value', fingerprint: 'ab12' }
const named: ConfigSecret = { name: 'DB_PASSWORD', looksLike: 'named-secret', by: 'name' }

testRule(rule, {
  fail: [
    {
      name: 'a key by its format',
      records: [workload({ configSecrets: [openai] })],
      message: 'orders has 1 value that looks like a secret in its configuration: OPENAI_API_KEY.',
      severity: 'high',
      confidence: 'proven',
      data: { secrets: ['OPENAI_API_KEY looks like openai-api-key'] },
    },
    {
      name: 'a password by its name',
      records: [workload({ kind: 'ecs:task-definition', configSecrets: [named] })],
      confidence: 'possible',
    },
    {
      name: 'both',
      records: [workload({ configSecrets: [openai, named] })],
      message: 'orders has 2 values that look like secrets in its configuration: DB_PASSWORD and OPENAI_API_KEY.',
      confidence: 'proven',
    },
  ],
  pass: [{ name: 'nothing that looks like one', records: [workload({ configSecrets: [] })] }],
  unknown: [
    { name: 'the configuration was not read', records: [workload({ configSecrets: unknown('denied') })] },
    { name: 'workloads have a gap', records: [workload({ configSecrets: [] }), gap({ step: 'workloads' })] },
  ],
  notApplicable: [
    { name: 'a kind without configuration', records: [workload({ kind: 'ec2:instance' })] },
    { name: 'not a workload', records: [secret()] },
  ],
})
