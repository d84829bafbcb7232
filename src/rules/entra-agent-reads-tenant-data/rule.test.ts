import {
  agentBlueprint,
  agentIdentity,
  appPermission,
  azureGap,
  delegatedGrant,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const graph = '00000003-0000-0000-c000-000000000000'
const mail = { value: 'Mail.Read' }
const principal = servicePrincipal({ name: 'helpdesk', blueprint: true })
const inheriting = (kind: string, roles: readonly string[] = []) =>
  agentBlueprint({ inheritable: [{ apiAppId: graph, kind, scopes: [], roles }] })
const ai = { kind: 'agent', vendor: 'OpenAI', models: [], confidence: 1, evidence: [] } as const

testRule(rule, {
  fail: [
    {
      name: 'it inherits what its blueprint may read of every mailbox',
      records: [agentIdentity(), principal, inheriting('all'), appPermission({ ...mail, holder: 'helpdesk' })],
      message:
        'Agent helpdesk-agent reaches every mailbox of the tenant: it inherits Mail.Read from its blueprint helpdesk.',
      severity: 'high',
    },
    {
      name: 'the blueprint lists what is inherited',
      records: [
        agentIdentity(),
        principal,
        inheriting('listed', ['Mail.Read']),
        appPermission({ ...mail, holder: 'helpdesk' }),
      ],
    },
    {
      name: 'it was granted itself',
      records: [agentIdentity(), appPermission({ ...mail, holder: 'helpdesk-agent', holderKind: 'agent-identity' })],
      message: 'Agent helpdesk-agent reaches every mailbox of the tenant: it was granted Mail.Read.',
    },
    {
      name: 'an application that is known to be AI',
      records: [servicePrincipal({ class: 'ai', ai }), appPermission({ value: 'Files.Read.All' })],
      message: 'Agent shop-api reaches every file of the tenant: it was granted Files.Read.All.',
    },
    {
      name: 'it fills any group, and so reads what groups keep',
      records: [servicePrincipal({ class: 'ai', ai }), appPermission({ value: 'Group.ReadWrite.All' })],
      message: 'Agent shop-api reaches the files and conversations of every group: it was granted Group.ReadWrite.All.',
    },
  ],
  pass: [
    {
      name: 'it changes who is in groups, and reads nothing of them',
      records: [servicePrincipal({ class: 'ai', ai }), appPermission({ value: 'GroupMember.ReadWrite.All' })],
    },
    {
      name: 'its blueprint lets it inherit something else',
      records: [
        agentIdentity(),
        principal,
        inheriting('listed', ['User.Read.All']),
        appPermission({ ...mail, holder: 'helpdesk' }),
      ],
    },
    {
      name: 'its blueprint lets it inherit nothing',
      records: [agentIdentity(), principal, inheriting('none'), appPermission({ ...mail, holder: 'helpdesk' })],
    },
    {
      name: 'it acts in the name of who signs in',
      records: [
        agentIdentity(),
        delegatedGrant({ holder: 'helpdesk-agent', holderKind: 'agent-identity', scopes: ['Mail.Read'] }),
      ],
    },
  ],
  unknown: [
    {
      name: 'what was granted was not read',
      records: [agentIdentity(), azureGap({ step: 'app-role-assignments' })],
    },
  ],
  notApplicable: [
    { name: 'no AI', records: [servicePrincipal(), appPermission(mail)] },
    {
      name: 'one of Microsoft’s own',
      records: [servicePrincipal({ class: 'ai', ai, origin: 'microsoft' }), appPermission(mail)],
    },
    { name: 'it is switched off', records: [agentIdentity({ enabled: false })] },
  ],
})
