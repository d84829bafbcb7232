import {
  gcpAccountId,
  gcpAgent,
  gcpAgentPrincipal,
  gcpDefaultAccount,
  gcpGap,
  gcpGrant,
  gcpOrganization,
  gcpProject,
  gcpProjectNumber,
  gcpRole,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const base = [gcpServiceAccount(), gcpOrganization(), gcpProject()]
const agent = gcpAgent()
const email = 'deploy@acme-prod.iam.gserviceaccount.com'
const machines = `${gcpProjectNumber()}-compute@developer.gserviceaccount.com`
const googles = `service-${gcpProjectNumber()}@gcp-sa-aiplatform-re.iam.gserviceaccount.com`
const ownIdentity = (principal = gcpAgentPrincipal()) =>
  gcpAgent({ account: null, identityType: 'AGENT_IDENTITY', effectiveIdentity: principal.replace('principal://', '') })
const asGoogles = gcpAgent({ account: null, effectiveIdentity: googles })

testRule(rule, {
  fail: [
    {
      name: 'an owner',
      records: [agent, ...base, gcpGrant({ role: 'roles/owner' })],
      message: `Agent helpdesk acts as ${email}, which may give roles away: roles/owner on project acme-prod.`,
      severity: 'critical',
      related: [gcpAccountId('deploy')],
      remediation: `gcloud projects remove-iam-policy-binding acme-prod --member=serviceAccount:${email} --role=roles/owner`,
    },
    {
      name: 'makes tokens of others',
      records: [agent, ...base, gcpGrant({ role: 'roles/iam.serviceAccountTokenCreator' })],
      message: `Agent helpdesk acts as ${email}, which can become other service accounts: roles/iam.serviceAccountTokenCreator on project acme-prod.`,
      severity: 'high',
    },
    {
      name: 'as the default account of machines, an editor',
      records: [gcpAgent({ account: machines }), gcpDefaultAccount(), ...base, gcpGrant({ to: machines })],
      message: `Agent helpdesk acts as ${machines}, which workloads share by default: roles/editor on project acme-prod.`,
      severity: 'high',
      data: { shared: true },
    },
    {
      name: 'as an identity of its own',
      records: [ownIdentity(), ...base, gcpGrant({ to: gcpAgentPrincipal(), role: 'roles/editor' })],
      severity: 'high',
      remediation: `--member=${gcpAgentPrincipal()}`,
    },
    {
      name: 'as Google’s, which somebody made an editor',
      records: [asGoogles, ...base, gcpGrant({ to: `serviceAccount:${googles}` })],
    },
    {
      name: 'under a condition',
      records: [agent, ...base, gcpGrant({ role: 'roles/owner', condition: 'resource.name.startsWith("x")' })],
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'it reads objects', records: [agent, ...base, gcpGrant({ role: 'roles/storage.objectViewer' })] },
    { name: 'it holds nothing', records: [ownIdentity(), ...base] },
    {
      name: 'as Google’s, with what Google gave it',
      records: [
        asGoogles,
        ...base,
        ...gcpGrant({ to: `serviceAccount:${googles}`, role: 'roles/aiplatform.reasoningEngineServiceAgent' }).filter(
          (record) => record.type !== 'resource' || record.kind !== 'iam-role',
        ),
        gcpRole({
          role: 'roles/aiplatform.reasoningEngineServiceAgent',
          permissions: ['iam.serviceAccounts.getAccessToken'],
        }),
      ],
    },
  ],
  unknown: [
    { name: 'what it acts as was not read', records: [gcpAgent({ effectiveIdentity: unknown('denied') }), ...base] },
    { name: 'policies were not read', records: [agent, ...base, gcpGap({ step: 'allow-policies' })] },
    { name: 'agents were read in part', records: [agent, ...base, gcpGap({ step: 'agents', reason: 'unsupported' })] },
    {
      name: 'a role was not read',
      records: [
        agent,
        ...base,
        ...gcpGrant({ role: 'roles/new' }).filter((record) => record.type !== 'resource' || record.kind !== 'iam-role'),
        gcpRole({ role: 'roles/new', permissions: unknown('denied') }),
      ],
    },
  ],
  notApplicable: [{ name: 'it acts as nobody', records: [gcpAgent({ account: null }), ...base] }],
})
