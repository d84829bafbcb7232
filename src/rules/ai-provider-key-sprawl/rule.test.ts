import * as aws from '../../../test/support/aws-resources.ts'
import { githubScope } from '../../../test/support/github-records.ts'
import { storedSecret } from '../../../test/support/github-resources.ts'
import { agentConfig, mcpGap, mcpId, mcpScope } from '../../../test/support/mcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const key = (name: string, fingerprint: string) =>
  ({ name, looksLike: 'openai-api-key', by: 'value', fingerprint }) as const
const scope = mcpScope()
const scopes = [
  { id: 'aws:account:111122223333', provider: 'aws', kind: 'account', nativeId: '111122223333', name: 'prod' },
  githubScope(),
] as const
const looksLike = { provider: 'ai', vendor: 'OpenAI', longLived: true }
const stored = (repository: string) => storedSecret({ repository, name: 'OPENAI_API_KEY', looksLike })
const named = agentConfig({ references: ['OPENAI_API_KEY'] })

testRule(rule, {
  fail: [
    {
      name: 'one value on two machines’ files',
      scope,
      records: [
        agentConfig({ path: '.mcp.json', configSecrets: [key('search/env.OPENAI_API_KEY', 'f1')] }),
        agentConfig({ path: '~/.codex/config.toml', configSecrets: [key('env.KEY', 'f1')] }),
      ],
      message:
        'One openai api key stands in 2 places: agent config .mcp.json (mcp) and agent config ~/.codex/config.toml (mcp).',
      severity: 'high',
      confidence: 'proven',
      data: { by: 'value', count: 2 },
      related: [mcpId('agent-config', '~/.codex/config.toml')],
      remediation: 'Give each place a key of its own',
    },
    {
      name: 'one value in files of variables of two folders',
      scope,
      records: ['shop/.env', 'site/.env'].map((path) =>
        agentConfig({ path, client: 'env-file', configSecrets: [key('OPENAI_API_KEY', 'f1')] }),
      ),
      message: 'One openai api key stands in 2 places: agent config shop/.env (mcp) and agent config site/.env (mcp).',
    },
    {
      name: 'one value in a function and on a machine',
      scope: scopes[0],
      scopes: [scope],
      records: [
        aws.workload({ name: 'claims', configSecrets: [key('OPENAI_API_KEY', 'f1')] }),
        agentConfig({ configSecrets: [key('x/env.OPENAI_API_KEY', 'f1')] }),
      ],
      message:
        'One openai api key stands in 2 places: lambda:function claims (aws) and agent config ~/.cursor/mcp.json (mcp).',
    },
    {
      name: 'one name in two repositories and on a machine',
      scope: scopes[1],
      scopes: [scope],
      records: [stored('acme/api'), stored('acme/site'), named],
      message:
        'Key OPENAI_API_KEY is kept in 3 places of 2 stores: secret acme/api (github), secret acme/site (github) and agent config ~/.cursor/mcp.json (mcp).',
      severity: 'medium',
      confidence: 'possible',
    },
    {
      name: 'two, by a limit of one’s own',
      scope: scopes[1],
      scopes: [scope],
      records: [stored('acme/api'), named],
      options: { minNamed: 2 },
    },
  ],
  pass: [
    { name: 'one place', scope, records: [agentConfig({ configSecrets: [key('x/env.OPENAI_API_KEY', 'f1')] })] },
    {
      name: 'files of variables of one folder',
      scope,
      records: ['shop/.env', 'shop/.env.local'].map((path) =>
        agentConfig({ path, client: 'env-file', configSecrets: [key('OPENAI_API_KEY', 'f1')] }),
      ),
    },
    {
      name: 'two values',
      scope,
      records: [
        agentConfig({ path: '.mcp.json', configSecrets: [key('a', 'f1')] }),
        agentConfig({ path: '~/.mcp.json', configSecrets: [key('a', 'f2')] }),
      ],
    },
    {
      name: 'one name in repositories of one organization alone, which another rule tells of',
      scope: scopes[1],
      records: [stored('acme/api'), stored('acme/site'), stored('acme/app')],
    },
    {
      name: 'two revisions of one task definition',
      scope: scopes[0],
      records: ['claims:1', 'claims:2'].map((name) =>
        aws.workload({ kind: 'ecs:task-definition', name, configSecrets: [key('OPENAI_API_KEY', 'f1')] }),
      ),
    },
  ],
  unknown: [
    {
      name: 'one place, and another could not be read',
      scope,
      scopes: [scope],
      records: [agentConfig({ configSecrets: [key('x/env.OPENAI_API_KEY', 'f1')] }), mcpGap()],
    },
  ],
  notApplicable: [
    { name: 'no key of models', scope, records: [agentConfig({ references: ['GITHUB_TOKEN'] })] },
    {
      name: 'told of the first place already',
      scope,
      records: [
        agentConfig({ path: '~/.codex/config.toml', configSecrets: [key('env.KEY', 'f1')] }),
        agentConfig({ path: '.mcp.json', configSecrets: [key('search/env.OPENAI_API_KEY', 'f1')] }),
      ],
    },
  ],
})
