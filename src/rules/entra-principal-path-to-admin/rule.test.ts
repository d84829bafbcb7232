import { accountScope, role, roleArn } from '../../../test/support/aws-records.ts'
import {
  agentIdentity,
  application,
  appPermission,
  azureGap,
  azureGrant,
  azureWorkload,
  directoryRoleGrant,
  entraGroup,
  entraUser,
  managedIdentity,
  ownership,
  resourceGroupScope,
  servicePrincipal,
  subscription,
} from '../../../test/support/azure-records.ts'
import { administers, awsAudience, tokenAudience, webRole } from '../../../test/support/crossing-records.ts'
import { awsGap } from '../../../test/support/door-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const control = { value: 'RoleManagement.ReadWrite.Directory' }
const janitor = [
  servicePrincipal({ name: 'janitor' }),
  application({ name: 'janitor' }),
  appPermission({ ...control, holder: 'janitor' }),
]
const onboarding = servicePrincipal({ name: 'onboarding' })
const vm = { name: 'runner', type: 'microsoft.compute/virtualmachines', identities: ['id-runner'] }
const operator = {
  holder: 'operator',
  role: 'VM operator',
  permissions: { actions: ['Microsoft.Compute/virtualMachines/*'] },
  scope: resourceGroupScope,
}
const owner = azureGrant({ holder: 'id-runner', holderKind: 'managed-identity', role: 'Owner' })
const runner = [subscription(), managedIdentity({ name: 'id-runner' }), azureWorkload(vm), owner]
const ci = [...servicePrincipal({ name: 'ci' }), ...application({ name: 'ci', tokenVersion: 1 })]
const assumes = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } as const
const boss = role({
  ...administers,
  name: 'boss',
  trust: [{ Effect: 'Allow', Principal: { AWS: roleArn('crossed') }, Action: 'sts:AssumeRole' }],
})

testRule(rule, {
  fail: [
    {
      name: 'a role of AWS that administers the account takes its tokens',
      scopes: [accountScope()],
      records: [ci, tokenAudience(), webRole(administers)],
      message: 'ci reaches the administrator crossed of AWS with its tokens, in one hop: crossed (muster-enter-oidc).',
      severity: 'high',
      confidence: 'proven',
      remediation: 'out of the trust policy of crossed',
    },
    {
      name: 'over a role of AWS that takes an administrator’s',
      scopes: [accountScope()],
      records: [ci, tokenAudience(), webRole({ inline: [assumes] }), boss],
      message:
        'ci reaches the administrator boss of AWS with its tokens, in 2 hops: crossed (muster-enter-oidc), boss (sts-001).',
    },
    {
      name: 'a role of AWS may take its tokens, which nobody read enough of the tenant to tell',
      scopes: [accountScope()],
      records: [ci, webRole(administers)],
      confidence: 'possible',
    },
    {
      name: 'it may give any application a credential',
      records: [onboarding, appPermission({ holder: 'onboarding', value: 'Application.ReadWrite.All' }), ...janitor],
      message:
        'onboarding becomes janitor, which holds RoleManagement.ReadWrite.Directory of Microsoft Graph, in one hop: janitor (entra-add-credential).',
      severity: 'high',
      confidence: 'proven',
    },
    {
      name: 'it runs commands where an owner of the subscription runs',
      records: [servicePrincipal({ name: 'operator' }), azureGrant(operator), ...runner],
      message:
        'operator becomes id-runner, which holds Owner over the subscription shop-prod, in one hop: id-runner (azure-vm-run-command).',
    },
    {
      name: 'it adds itself to a group that owns the subscription',
      records: [
        onboarding,
        appPermission({ holder: 'onboarding', value: 'GroupMember.ReadWrite.All' }),
        subscription(),
        entraGroup({ name: 'owners' }),
        azureGrant({ holder: 'owners', holderKind: 'group', role: 'Owner' }),
      ],
    },
    {
      name: 'it is the blueprint of an agent that controls the tenant',
      records: [
        servicePrincipal({ name: 'helpdesk', blueprint: true }),
        agentIdentity(),
        directoryRoleGrant({ holder: 'helpdesk-agent', holderKind: 'agent-identity' }),
      ],
      message:
        'helpdesk becomes helpdesk-agent, which holds Global Administrator, in one hop: helpdesk-agent (entra-blueprint-signs-in).',
    },
    {
      name: 'over two others',
      records: [
        servicePrincipal({ name: 'operator' }),
        azureGrant(operator),
        subscription(),
        managedIdentity({ name: 'id-runner' }),
        azureWorkload(vm),
        appPermission({ holder: 'id-runner', holderKind: 'managed-identity', value: 'Application.ReadWrite.All' }),
        ...janitor,
      ],
      message:
        'operator becomes janitor, which holds RoleManagement.ReadWrite.Directory of Microsoft Graph, in 2 hops: id-runner (azure-vm-run-command), janitor (entra-add-credential).',
    },
  ],
  pass: [
    {
      name: 'the role of AWS that takes its tokens reads a bucket',
      scopes: [accountScope()],
      records: [ci, appPermission({ holder: 'ci' }), tokenAudience(), webRole()],
    },
    {
      name: 'the administrator of AWS takes tokens of another application',
      scopes: [accountScope()],
      records: [
        ci,
        appPermission({ holder: 'ci' }),
        tokenAudience(),
        webRole({ ...administers, claims: { aud: awsAudience, sub: 'somebody else' } }),
      ],
    },
    {
      name: 'nobody it could become controls anything',
      records: [
        onboarding,
        appPermission({ holder: 'onboarding', value: 'Application.ReadWrite.All' }),
        servicePrincipal({ name: 'plain' }),
        application({ name: 'plain' }),
      ],
    },
    {
      name: 'the machine’s identity owns a resource group only',
      records: [
        servicePrincipal({ name: 'operator' }),
        azureGrant(operator),
        subscription(),
        managedIdentity({ name: 'id-runner' }),
        azureWorkload(vm),
        azureGrant({ holder: 'id-runner', holderKind: 'managed-identity', role: 'Reader' }),
      ],
    },
    {
      name: 'the group is closed to it, since roles may be given to it',
      records: [
        onboarding,
        appPermission({ holder: 'onboarding', value: 'GroupMember.ReadWrite.All' }),
        subscription(),
        entraGroup({ name: 'owners', roleAssignable: true }),
        azureGrant({ holder: 'owners', holderKind: 'group', role: 'Owner' }),
      ],
    },
    {
      name: 'what it could become is switched off',
      records: [
        onboarding,
        appPermission({ holder: 'onboarding', value: 'Application.ReadWrite.All' }),
        servicePrincipal({ name: 'janitor', enabled: false }),
        application({ name: 'janitor' }),
        appPermission({ ...control, holder: 'janitor' }),
      ],
    },
    {
      name: 'it owns an application, without a permission to change what it owns',
      records: [
        onboarding,
        appPermission({ holder: 'onboarding' }),
        ownership({ owner: 'onboarding', ownerKind: 'service-principal', of: 'janitor' }),
        ...janitor,
      ],
    },
  ],
  unknown: [
    {
      name: 'whose tokens roles of AWS take was not read',
      scopes: [accountScope()],
      records: [ci, appPermission({ holder: 'ci' }), awsGap('identities')],
    },
    {
      name: 'who holds which permission was not read',
      records: [
        onboarding,
        appPermission({ holder: 'onboarding', value: 'Application.ReadWrite.All' }),
        azureGap({ step: 'app-role-assignments' }),
      ],
    },
  ],
  notApplicable: [
    { name: 'it holds nothing', records: [onboarding, ...janitor.slice(0, 0)] },
    { name: 'it controls the tenant itself', records: [onboarding, directoryRoleGrant({ holder: 'onboarding' })] },
    {
      name: 'it is switched off',
      records: [servicePrincipal({ enabled: false }), appPermission({ value: 'Application.ReadWrite.All' })],
    },
    { name: 'people are told of where they own', records: [entraUser()] },
  ],
})
