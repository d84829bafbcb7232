import { accountScope } from '../../../test/support/aws-records.ts'
import { application, federatedCredential, servicePrincipal, tenantScope } from '../../../test/support/azure-records.ts'
import {
  gcpAgentIdentity,
  gcpAgentPrincipal,
  gcpBoundary,
  gcpDeny,
  gcpEmail,
  gcpFolder,
  gcpGap,
  gcpGrant,
  gcpGroup,
  gcpOrganization,
  gcpOrganizationName,
  gcpPoolName,
  gcpProject,
  gcpProvider,
  gcpServiceAccount,
  gcpUniqueId,
  gcpWorkload,
} from '../../../test/support/gcp-records.ts'
import { administers, googleRole, tokenAudience, webRole } from '../../../test/support/crossing-records.ts'
import { awsGap } from '../../../test/support/door-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const deploy = gcpEmail('deploy')
const janitor = gcpEmail('janitor')
const ground = [gcpOrganization(), gcpFolder(), gcpProject()]
const account = gcpServiceAccount()
const owner = [gcpServiceAccount({ name: 'janitor' }), gcpGrant({ to: 'janitor', role: 'roles/owner' })]
const tokens = (more: Parameters<typeof gcpGrant>[0] = {}) =>
  gcpGrant({ role: 'roles/iam.serviceAccountTokenCreator', on: 'janitor', ...more })
const principals = `principalSet://iam.googleapis.com/${gcpPoolName()}/attribute.repository/acme/api`
const reaches = [account, ...ground, tokens(), ...owner]

testRule(rule, {
  fail: [
    {
      name: 'a role of AWS that administers the account takes its tokens',
      scopes: [accountScope()],
      records: [account, ...ground, googleRole(administers)],
      message:
        'deploy@acme-prod.iam.gserviceaccount.com reaches the administrator crossed of AWS with its tokens, in one hop: crossed (muster-enter-oidc).',
      severity: 'high',
      confidence: 'proven',
      remediation: 'out of the trust policy of crossed',
    },
    {
      name: 'over an application of Microsoft that takes its tokens, into AWS',
      scopes: [accountScope(), tenantScope()],
      records: [
        account,
        ...ground,
        servicePrincipal({ name: 'ci' }),
        application({ name: 'ci', tokenVersion: 1 }),
        federatedCredential({
          name: 'google',
          app: 'ci',
          issuer: 'https://accounts.google.com',
          subject: gcpUniqueId(gcpEmail('deploy')),
        }),
        tokenAudience(),
        webRole(administers),
      ],
      message:
        'deploy@acme-prod.iam.gserviceaccount.com reaches the administrator crossed of AWS with its tokens, in 2 hops: ci (entra-federated-sign-in), crossed (muster-enter-oidc).',
      remediation: 'federated credential google',
    },
    {
      name: 'it gets tokens of an owner',
      records: reaches,
      message: `${deploy} becomes ${janitor}, which controls project acme-prod, in one hop: ${janitor} (gcp-sa-get-access-token).`,
      severity: 'high',
      confidence: 'proven',
      remediation: 'Take roles/iam.serviceAccountTokenCreator on the service account janitor@',
    },
    {
      name: 'over another account',
      records: [
        account,
        ...ground,
        gcpServiceAccount({ name: 'between' }),
        tokens({ on: 'between' }),
        tokens({ to: 'between' }),
        ...owner,
      ],
      message: `${deploy} becomes ${janitor}, which controls project acme-prod, in 2 hops: ${gcpEmail('between')} (gcp-sa-get-access-token), ${janitor} (gcp-sa-get-access-token).`,
    },
    {
      name: 'to the organization',
      records: [
        account,
        ...ground,
        tokens(),
        gcpServiceAccount({ name: 'janitor' }),
        gcpGrant({ to: 'janitor', role: 'roles/resourcemanager.organizationAdmin', on: gcpOrganizationName }),
      ],
      message: `${deploy} becomes ${janitor}, which controls organization acme.example (1), in one hop: ${janitor} (gcp-sa-get-access-token).`,
      severity: 'critical',
    },
    {
      name: 'it acts as the owner and deploys, by two roles',
      records: [
        account,
        ...ground,
        gcpGrant({ role: 'roles/iam.serviceAccountUser', on: 'janitor' }),
        gcpGrant({ role: 'roles/run.developer' }),
        ...owner,
      ],
      message: `${deploy} becomes ${janitor}, which controls project acme-prod, in one hop: ${janitor} (gcp-act-as-run).`,
    },
    {
      name: 'it changes a machine that runs as the owner',
      records: [
        account,
        gcpOrganization(),
        gcpFolder(),
        gcpProject({ above: ['folders/2', gcpOrganizationName] }),
        gcpGrant({ role: 'roles/iam.serviceAccountUser', on: 'folders/2' }),
        gcpGrant({ role: 'roles/compute.instanceAdmin.v1' }),
        gcpWorkload({ account: 'janitor', type: 'compute.googleapis.com/Instance' }),
        ...owner,
      ],
      message: `${deploy} becomes ${janitor}, which controls project acme-prod, in one hop: ${janitor} (gcp-machine-metadata).`,
    },
    {
      name: 'its group does',
      records: [
        account,
        ...ground,
        gcpGroup({ name: 'ops', members: ['deploy'] }),
        tokens({ to: 'group:ops@acme.example' }),
        ...owner,
      ],
    },
    {
      name: 'an agent with an identity of its own',
      records: [gcpAgentIdentity(), ...ground, tokens({ to: gcpAgentPrincipal() }), ...owner],
    },
    {
      name: 'it may update a custom role that it holds',
      records: [
        account,
        ...ground,
        gcpGrant({ role: 'roles/iam.roleAdmin' }),
        // Holds nothing, as long as nobody updates it.
        gcpGrant({ role: 'projects/acme-prod/roles/helper' }),
      ],
      message: `${deploy} may update a custom role that it holds on project acme-prod, and gives itself control of it so.`,
    },
    {
      name: 'it decides who comes in by a pool',
      records: [
        account,
        ...ground,
        gcpProvider(),
        gcpGrant({ to: principals, role: 'roles/iam.workloadIdentityUser', on: 'janitor' }),
        gcpGrant({ role: 'roles/iam.workloadIdentityPoolAdmin' }),
        ...owner,
      ],
      message: `${deploy} becomes ${janitor}, which controls project acme-prod, in 2 hops: ${principals} (gcp-pool-provider), ${janitor} (gcp-sa-get-access-token).`,
    },
    {
      name: 'it makes keys',
      records: [account, ...ground, gcpGrant({ role: 'roles/iam.serviceAccountKeyAdmin', on: 'janitor' }), ...owner],
    },
    {
      name: 'it makes keys, and whether that is forbidden was not read',
      records: [
        account,
        gcpOrganization(),
        gcpProject({ constraints: unknown('denied') }),
        gcpGrant({ role: 'roles/iam.serviceAccountKeyAdmin', on: 'janitor' }),
        ...owner,
      ],
      confidence: 'possible',
    },
    {
      name: 'denials were not read',
      records: [...reaches, gcpGap({ step: 'deny-policies' })],
      confidence: 'possible',
    },
    {
      name: 'under a condition',
      records: [account, ...ground, tokens({ condition: 'request.time.getHours("UTC") < 6' }), ...owner],
      confidence: 'possible',
    },
  ],
  pass: [
    {
      name: 'the administrator of AWS takes tokens of another account',
      scopes: [accountScope()],
      records: [
        account,
        ...ground,
        gcpGrant({ role: 'roles/viewer' }),
        googleRole({ ...administers, claims: { sub: '1' } }),
      ],
    },
    {
      name: 'acting as an account alone',
      records: [account, ...ground, gcpGrant({ role: 'roles/iam.serviceAccountUser' }), ...owner],
    },
    { name: 'deploying alone', records: [account, ...ground, gcpGrant({ role: 'roles/run.developer' }), ...owner] },
    {
      name: 'the account that it becomes reads objects',
      records: [
        account,
        ...ground,
        tokens(),
        gcpServiceAccount({ name: 'janitor' }),
        gcpGrant({ to: 'janitor', role: 'roles/storage.objectViewer' }),
      ],
    },
    {
      name: 'the owner is switched off',
      records: [
        account,
        ...ground,
        tokens(),
        gcpServiceAccount({ name: 'janitor', enabled: false }),
        gcpGrant({ to: 'janitor', role: 'roles/owner' }),
      ],
    },
    {
      name: 'the right has ended',
      records: [
        account,
        ...ground,
        tokens({ condition: 'request.time < timestamp("2026-01-01T00:00:00Z")' }),
        gcpGrant({ role: 'roles/viewer' }),
        ...owner,
      ],
    },
    {
      name: 'tokens are denied',
      records: [...reaches, gcpDeny({ permissions: ['iam.googleapis.com/serviceAccounts.*'] })],
    },
    { name: 'a boundary holds it elsewhere', records: [...reaches, gcpBoundary({ resources: ['projects/acme-dev'] })] },
    {
      name: 'the chain is longer than asked for',
      records: [
        account,
        ...ground,
        gcpServiceAccount({ name: 'between' }),
        tokens({ on: 'between' }),
        tokens({ to: 'between' }),
        ...owner,
      ],
      options: { maxHops: 1 },
    },
  ],
  unknown: [
    {
      name: 'whose tokens roles of AWS take was not read',
      scopes: [accountScope()],
      records: [account, ...ground, gcpGrant({ role: 'roles/viewer' }), awsGap('identities')],
    },
    ...['allow-policies', 'roles', 'groups', 'hierarchy', 'workloads'].map((step) => ({
      name: `${step} were not read`,
      records: [account, ...ground, gcpGrant({ role: 'roles/viewer' }), gcpGap({ step })],
    })),
  ],
  notApplicable: [
    { name: 'it is switched off', records: [gcpServiceAccount({ enabled: false }), ...ground, tokens(), ...owner] },
    { name: 'it holds nothing', records: [account, ...ground, ...owner] },
    { name: 'it owns the project itself', records: [account, ...ground, gcpGrant({ role: 'roles/owner' })] },
  ],
})
