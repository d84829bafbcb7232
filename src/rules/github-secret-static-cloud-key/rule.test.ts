import { testRule } from '../../../test/support/rule-tester.ts'
import { githubGap, githubId, storedSecret, workflow } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const aws = { provider: 'aws', vendor: 'Amazon Web Services', longLived: true }
const key = (more = {}) => storedSecret({ name: 'AWS_SECRET_ACCESS_KEY', looksLike: aws, ...more })
const of = (name: string, provider: string, vendor: string) =>
  storedSecret({ name, looksLike: { provider, vendor, longLived: true } })
const [deploy] = workflow({ path: '.github/workflows/deploy.yml', jobs: [{ secrets: ['AWS_SECRET_ACCESS_KEY'] }] })
const elsewhere = workflow({ repository: 'acme/site', jobs: [{ secrets: ['AWS_SECRET_ACCESS_KEY'] }] })

testRule(rule, {
  fail: [
    {
      name: 'an access key of AWS that a workflow uses',
      records: [key(), deploy!, elsewhere],
      message: 'Secret AWS_SECRET_ACCESS_KEY of acme/api is a long-lived key of Amazon Web Services by its name.',
      severity: 'high',
      confidence: 'possible',
      data: { provider: 'aws', vendor: 'Amazon Web Services', workflows: 1 },
      related: ['id' in deploy! ? deploy.id : githubId('workflow', 0)],
      remediation: 'aws-actions/configure-aws-credentials',
    },
    {
      name: 'of the organization, for Dependabot',
      records: [key({ level: 'organization', store: 'dependabot' }), deploy!],
      data: { store: 'dependabot', workflows: 0 },
      remediation: 'gh secret delete AWS_SECRET_ACCESS_KEY --org acme --app dependabot',
    },
    { name: 'a service account of Google', records: [of('GCP_SA_KEY', 'gcp', 'Google Cloud')], severity: 'high' },
    {
      name: 'an app of Entra',
      records: [of('AZURE_CREDENTIALS', 'azure', 'Microsoft Azure')],
      remediation: 'azure/login',
    },
    {
      name: 'a model of a vendor with federation',
      records: [of('OPENAI_API_KEY', 'ai', 'OpenAI')],
      severity: 'medium',
    },
    { name: 'a model of another', records: [of('MISTRAL_API_KEY', 'ai', 'Mistral')], severity: 'low' },
  ],
  pass: [
    {
      name: 'what ends by itself',
      records: [storedSecret({ name: 'AWS_SESSION_TOKEN', looksLike: { ...aws, longLived: false } })],
    },
  ],
  unknown: [
    { name: 'its name was not looked at', records: [storedSecret({ looksLike: unknown('not-collected') })] },
    {
      name: 'secrets of a repository were denied',
      records: [
        storedSecret({ name: 'AWS_SESSION_TOKEN', looksLike: { ...aws, longLived: false } }),
        githubGap({ step: 'repository-secrets' }),
      ],
    },
  ],
  notApplicable: [
    { name: 'the id of the key', records: [key({ name: 'AWS_ACCESS_KEY_ID' })] },
    { name: 'a name that says nothing', records: [storedSecret({ name: 'DEPLOY' })] },
    { name: 'of another kind', records: [of('NPM_TOKEN', 'other', 'npm')] },
  ],
})
