import { appRoleFacts } from '../../analysis/effective/entra-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Edge, Identity, Remediation } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { removePermission } from '../shared/entra-commands.ts'
import { read } from '../shared/evidence.ts'
import { enumerated } from '../shared/lists.ts'
import { word } from '../shared/shell.ts'

const graphAppId = '00000003-0000-0000-c000-000000000000'
const exchangeAppId = '00000002-0000-0ff1-ce00-000000000000'

/**
 * Permissions that open every mailbox unless Exchange itself narrows them. IMAP, POP and SMTP ask for a permission on
 * the mailbox besides. https://learn.microsoft.com/graph/auth-limit-mailbox-access
 */
const openings: readonly { readonly api: string; readonly value: RegExp; readonly weight: 'mail' | 'beside' }[] = [
  { api: graphAppId, value: /^Mail\.(Read|ReadWrite|Send)$/, weight: 'mail' },
  { api: graphAppId, value: /^Mailbox(Item|Folder)\.(Read|ReadWrite|ImportExport)\.All$/, weight: 'mail' },
  {
    api: graphAppId,
    value: /^(Mail\.ReadBasic(\.All)?|(Calendars|Contacts|MailboxSettings)\.\w+(\.All)?)$/,
    weight: 'beside',
  },
  { api: exchangeAppId, value: /^(full_access_as_app|Mail\.(Read|ReadWrite|Send))$/, weight: 'mail' },
  { api: exchangeAppId, value: /^(Calendars|Contacts|MailboxSettings)\.\w+(\.All)?$/, weight: 'beside' },
]

export const rule = defineRule({
  id: 'entra-app-exchange-unscoped',
  title: 'Permission opens every mailbox',
  severity: 'high',
  provider: 'azure',
  subject: 'identity',
  kinds: ['service-principal', 'managed-identity'],
  reads: ['azure.service-principals', 'azure.app-role-assignments'],
  messages: {
    mail: '{name} may use every mailbox of the tenant, by {permissions}, unless a policy in Exchange narrows it.',
    beside:
      '{name} may use the calendars, contacts or settings of every mailbox, by {permissions}, unless a policy in Exchange narrows it.',
  },
  frameworks: entraControls('over-privilege', { 'mitre-attack-19.1': ['T1114.002', 'T1098.002'] }),
  remediation: (identity) => scope(identity, []),
  check(identity, { view }) {
    if (identity.enabled === false) return undefined
    const grants = permissionsOf(view, identity)
    const opening = grants.filter(({ weight }) => weight !== undefined)
    if (opening.length === 0) return grants.length === 0 ? undefined : pass
    const mail = opening.some(({ weight }) => weight === 'mail')
    const permissions = opening.map(({ value }) => value)
    return fail(mail ? 'mail' : 'beside', {
      values: { name: identity.name, permissions: enumerated(permissions, 4) },
      severity: mail ? 'high' : 'medium',
      // Policies of Exchange stand in no API that Muster may read.
      confidence: 'possible',
      evidence: read('GET /servicePrincipals/{id}/appRoleAssignedTo', permissions.join(', ')),
      related: opening.map(({ edge }) => edge.to),
      data: { permissions },
      remediation: scope(
        identity,
        opening.map(({ edge }) => edge),
      ),
    })
  },
})

interface Permission {
  readonly value: string
  readonly weight: 'mail' | 'beside' | undefined
  readonly edge: Edge
}

function permissionsOf(view: View, { id }: Identity): readonly Permission[] {
  return view
    .edgesFrom(id, 'grants')
    .flatMap((edge): readonly Permission[] => {
      const role = view.resource(edge.to)
      if (role?.kind !== 'app-role') return []
      const { apiAppId, value } = appRoleFacts(role)
      const name = isKnown(value) ? value : role.name
      const opening = openings.find((each) => each.api === apiAppId && each.value.test(name))
      return [{ value: name, weight: opening?.weight, edge }]
    })
    .toSorted((a, b) => (a.value < b.value ? -1 : 1))
}

function scope(identity: Identity, edges: readonly Edge[]): readonly Remediation[] {
  return [
    {
      text: 'Make it known to Exchange, and give it the role for the mailboxes that it works on alone (Exchange Online PowerShell; the scope is one of New-ManagementScope).',
      command: `New-ManagementRoleAssignment -App ${word(identity.nativeId)} -Role "Application Mail.Read" -CustomResourceScope $MailboxScope`,
    },
    { text: 'Then take the permission of Entra ID away: the two add up, so that the narrow one alone has to stay.' },
    ...edges.map((edge) => removePermission(identity, edge)),
  ]
}
