/** Larkspur's organization at Okta, with every defect planted beside its twin. */
import type { GivenOkta } from '../../../../fixtures/servers/okta/estate.ts'
import {
  agentRow,
  assertionRow,
  eventRow,
  hookRow,
  keyRow,
  oktaCanary,
  secretRow,
  serviceRow,
  vaultedRow,
} from '../../../../fixtures/servers/okta/rows.ts'
import type { ExpectedFinding } from '../../account.ts'
import { ledger } from '../github/company.ts'
import type { Expect } from '../github/company.ts'
import { plantApps } from './apps.ts'
import { id, userId, users } from './people.ts'
import { plantTokens } from './tokens.ts'

export interface LarkspurOkta {
  readonly files: { readonly [path: string]: string }
  readonly expected: readonly ExpectedFinding[]
}

/** The client id of Larkspur's application for Muster. */
export const musterClientId = id('0oa', 'muster')

export function larkspurOkta(): LarkspurOkta {
  const { expected, expect } = ledger()
  const { logs, ...apps } = plantApps(expect)
  const services = plantServices(expect)
  const agent = id('wlp', 'support-assistant')
  const estate = {
    organization: {
      id: id('00o', 'organization'),
      companyName: 'Larkspur Logistics',
      subdomain: 'larkspur',
      status: 'ACTIVE',
      created: '2021-05-03T08:30:00.000Z',
      phoneNumber: oktaCanary,
    },
    features: ['ai-agents'],
    users,
    ...apps,
    ...plantTokens(expect),
    ...services,
    roles: [
      {
        id: 'cr0joiners',
        label: 'Joiners',
        description: 'Makes accounts for those who join',
        permissions: [{ label: 'okta.users.create' }, { label: 'okta.users.read' }],
      },
    ],
    ...plantHooks(expect),
    agents: [agentRow(agent, 'Support assistant', id('0oa', 'support-assistant'))],
    agentKeys: { [agent]: [keyRow(id('pks', 'assistant-agent'), '2026-08-01', { point: 2 })] },
    connections: {
      [agent]: [
        assertionRow(id('mcn', 'tickets'), 'auslarkspurtickets', ['tickets.read']),
        vaultedRow(id('mcn', 'vaulted')),
      ],
    },
    logs: [
      ...logs,
      eventRow(id('0oa', 'quayside-siem'), '2026-11-20'),
      eventRow(id('0oa', 'beacon-lifecycle'), '2026-11-20'),
      eventRow(id('0oa', 'archive-connect'), '2026-11-19'),
      eventRow(agent, '2026-11-20', { agent: true, type: 'app.oauth2.token.grant.id_jag' }),
    ],
  } satisfies GivenOkta
  return { expected, files: { 'organization.json': `${JSON.stringify(estate, null, 1)}\n` } }
}

function plantServices(expect: Expect): Pick<GivenOkta, 'services' | 'serviceSecrets'> {
  const [siem, lifecycle, archive] = ['quayside-siem', 'beacon-lifecycle', 'archive-connect'].map((name) =>
    id('0oa', name),
  )
  if (siem === undefined || lifecycle === undefined || archive === undefined) throw new Error('a service has no id')
  expect('okta-api-service-integration-risk', lifecycle, 'medium')
  expect('okta-api-service-integration-risk', archive, 'medium')
  // Whoever installed it is all that Okta knows of an owner.
  expect('nhi-owner-departed', archive, 'medium')
  return {
    services: [
      serviceRow(siem, 'Quayside SIEM', userId('elena.rossi'), ['okta.logs.read']),
      serviceRow(lifecycle, 'Beacon Lifecycle', userId('elena.rossi'), ['okta.users.manage', 'okta.groups.read']),
      serviceRow(archive, 'Archive Connect', userId('henrik.berg'), ['okta.logs.read']),
    ],
    serviceSecrets: Object.fromEntries(
      [siem, lifecycle, archive].map((service) => [service, [secretRow(id('ocs', service.slice(11)), '2026-06-03')]]),
    ),
  }
}

function plantHooks(expect: Expect): Pick<GivenOkta, 'eventHooks' | 'inlineHooks'> {
  const hook = (name: string): string => id('who', name)
  expect('okta-hook-weak-auth', hook('leavers'), 'low')
  expect('okta-hook-weak-auth', hook('claims'), 'medium')
  return {
    eventHooks: [
      hookRow(hook('joiners'), { name: 'Joiners', host: 'hooks.larkspur.example', createdBy: userId('ada.stone') }),
      hookRow(hook('leavers'), {
        name: 'Leavers',
        host: 'hooks.larkspur.example',
        createdBy: userId('ada.stone'),
        updated: '2024-03-01',
      }),
    ],
    inlineHooks: [
      hookRow(hook('claims'), {
        name: 'Claims',
        host: 'claims.larkspur.example',
        type: 'com.okta.oauth2.tokens.transform',
        auth: 'none',
      }),
      hookRow(hook('import'), {
        name: 'Import',
        host: 'import.larkspur.example',
        type: 'com.okta.import.transform',
        auth: 'oauth',
      }),
    ],
  }
}
