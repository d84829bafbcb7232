import { agentConfig, mcpGap } from '../../../test/support/mcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const token = { name: 'github/env.GITHUB_TOKEN', looksLike: 'github-token', by: 'value', fingerprint: 'f1' }
const named = { name: 'files/env.SHOP_SECRET', looksLike: 'named-secret', by: 'name', fingerprint: 'f2' }

testRule(rule, {
  fail: [
    {
      name: 'a token of a server',
      records: [agentConfig({ configSecrets: [token, named] })],
      message:
        '~/.cursor/mcp.json holds 2 values that look like secrets in the clear: files/env.SHOP_SECRET and github/env.GITHUB_TOKEN.',
      severity: 'high',
      confidence: 'proven',
      data: {
        secrets: ['files/env.SHOP_SECRET is named like a secret', 'github/env.GITHUB_TOKEN looks like github-token'],
      },
      remediation: 'refer to the new one by the name of an environment variable',
    },
    {
      name: 'a key in a file of variables',
      records: [agentConfig({ path: '.env', client: 'env-file', configSecrets: [token] })],
      severity: 'medium',
    },
    { name: 'a name alone', records: [agentConfig({ configSecrets: [named] })], confidence: 'possible' },
  ],
  pass: [{ name: 'references alone', records: [agentConfig({ references: ['GITHUB_TOKEN'] })] }],
  unknown: [{ name: 'some file could not be read', records: [agentConfig(), mcpGap()] }],
  notApplicable: [
    {
      name: 'no configuration of a client',
      records: [
        {
          type: 'resource',
          id: 'mcp:x:other:y',
          provider: 'mcp',
          scope: 'mcp:workspace:ada-laptop',
          kind: 'other',
          nativeId: 'y',
          name: 'y',
          facts: {},
        },
      ],
    },
  ],
})
