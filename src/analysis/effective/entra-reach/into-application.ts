/** Who becomes an application or an agent: by a credential of their own making. */
import type { View } from '../../../inventory/view.ts'
import type { Identity } from '../../../model/index.ts'
import { valueOf } from '../../../model/index.ts'
import type { ApplicationFacts, FederatedCredentialFacts, ServicePrincipalFacts } from '../../../model/facts/entra.ts'
import { tenantOf } from '../azure-scopes.ts'
import { holdingsOf } from '../entra-holdings.ts'
import type { Holding } from '../entra-holdings.ts'
import { holdersOf } from './holders.ts'
import type { Heeded, Step } from './types.ts'

const addSecret = ['microsoft.directory/applications/credentials/update'] as const

/** Owners, and whoever may write credentials of any application. */
export function stepsIntoApplication(view: View, target: Identity, heeded: Heeded): readonly Step[] {
  const facts = target.facts as ServicePrincipalFacts
  if (facts.origin === 'microsoft') return []
  return [...ownerSteps(view, target), ...takerSteps(view, target, facts, heeded), ...tokenSteps(view, target)]
}

function ownerSteps(view: View, target: Identity): readonly Step[] {
  return [...registrationsOf(view, target), target.id].flatMap((owned) =>
    view.edgesTo(owned, 'owns').flatMap(({ from, via }): readonly Step[] => {
      // Who sponsors an agent answers for it, and may not change it.
      if (via === 'sponsor' || from === target.id) return []
      const permission = writesOwn(view, from)
      if (permission === 'none') return []
      return [
        {
          from,
          to: target.id,
          by: 'entra-owner-adds-credential',
          actions: [...addSecret],
          text: `${nameOf(view, from)} owns ${owned === target.id ? 'the service principal' : 'the registration'} of ${target.name}: it adds a credential and signs in with it.`,
          ...doubtOf(view, target, owned === target.id),
          grant: permission === 'person' ? undefined : permission,
          mend: `Take ${nameOf(view, from)} from the owners of ${target.name}.`,
        },
      ]
    }),
  )
}

function registrationsOf(view: View, target: Identity): readonly string[] {
  return view
    .edgesTo(target.id, 'runs-as')
    .map(({ from }) => from)
    .filter((from) => /:(?:application|agent-blueprint):/.test(from))
}

/** People may change what they own; an application only with a permission that says so. */
function writesOwn(view: View, owner: string): Holding | 'person' | 'none' {
  const identity = view.identity(owner)
  if (identity === undefined || identity.kind === 'user') return identity?.enabled === false ? 'none' : 'person'
  const found = holdingsOf(view, owner).find(
    (holding) => holding.kind === 'app-role' && holding.name === 'Application.ReadWrite.OwnedBy',
  )
  return found ?? 'none'
}

/**
 * Applications may lock their service principals against new credentials; the lock of a vendor's stands over there, and
 * one of the tenant's own holds where the credential is added to the service principal instead of the registration.
 * https://learn.microsoft.com/graph/api/resources/serviceprincipallockconfiguration
 */
function doubtOf(view: View, target: Identity, onInstance: boolean): Pick<Step, 'verdict' | 'conditions' | 'missing'> {
  const { origin } = target.facts as ServicePrincipalFacts
  const registrations = registrationsOf(view, target).flatMap((id) => view.resource(id) ?? [])
  const open = registrations.some(({ facts }) => (facts as ApplicationFacts).instanceLock === 'off')
  // What is older than applications has none that could lock it.
  return origin === 'none' || (origin === 'tenant' && (!onInstance || open))
    ? { verdict: 'proven', conditions: [], missing: [] }
    : {
        verdict: 'possible',
        conditions: [],
        missing: [`whether ${target.name} locks its instances against new credentials`],
      }
}

function takerSteps(view: View, target: Identity, facts: ServicePrincipalFacts, heeded: Heeded): readonly Step[] {
  const { takers } = holdersOf(view, tenantOf(target.id))
  const doubts = { registration: doubtOf(view, target, false), instance: doubtOf(view, target, true) }
  const agents = facts.blueprint ? (takers.get('agent') ?? []) : []
  return [
    ...(takers.get('application') ?? []).map((taker) => ({ ...taker, asked: facts.blueprint ? blueprintDoubt : [] })),
    ...agents.map((taker) => ({ ...taker, asked: [] })),
  ].flatMap(({ id, name, holding, asked }): readonly Step[] => {
    const over = id === target.id || !heeded(id) ? undefined : heldOver(holding, facts)
    if (over === undefined) return []
    const missing = [...doubts[over].missing, ...asked]
    const conditions = holding.state === 'eligible' ? [`${holding.name} is activated first`] : []
    return [
      {
        from: id,
        to: target.id,
        by: 'entra-add-credential',
        actions: holding.kind === 'app-role' ? [holding.name] : [...addSecret],
        text: `${name} holds ${holding.name}: it adds a credential to ${target.name} and signs in with it.`,
        verdict: missing.length > 0 ? 'possible' : conditions.length > 0 ? 'conditional' : 'proven',
        conditions,
        missing,
        grant: holding,
        mend: `Take ${holding.name} from ${name}.`,
      },
    ]
  })
}

/** Blueprints have rights of their own: https://learn.microsoft.com/graph/api/agentidentityblueprint-addpassword names no other. */
const blueprintDoubt = ['whether rights over applications reach agent blueprints, which have rights of their own']

/** Roles may be held over one application alone, or over its service principal. */
function heldOver(
  holding: Holding,
  { objectId, applicationId }: ServicePrincipalFacts,
): 'registration' | 'instance' | undefined {
  if (holding.kind !== 'directory-role' || holding.scope === '/') return 'registration'
  const only = holding.scope.replace(/^\//, '').toLowerCase()
  if (only === valueOf(applicationId)?.toLowerCase()) return 'registration'
  return only === objectId.toLowerCase() ? 'instance' : undefined
}

/**
 * Identities of the same tenant whose tokens a federated credential takes.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
function tokenSteps(view: View, target: Identity): readonly Step[] {
  const tenant = tenantOf(target.id).replace('azure:tenant:', '')
  return view
    .edgesTo(target.id, 'authenticates')
    .flatMap(({ from }) => view.credential(from) ?? [])
    .filter(({ kind }) => kind === 'federated')
    .flatMap(({ facts }): readonly Step[] => {
      const { issuer, subject, name } = facts as FederatedCredentialFacts
      const signer = valueOf(subject)
      if (signer === undefined || !isOwnIssuer(issuer, tenant)) return []
      const from = `azure:${tenant}:managed-identity:${signer.toLowerCase()}`
      const identity = view.identity(from)
      if (identity === undefined) return []
      return [
        {
          from,
          to: target.id,
          by: 'entra-identity-as-credential',
          actions: ['federated sign-in'],
          text: `Tokens of ${identity.name} sign in as ${target.name}, by its federated credential ${name}.`,
          verdict: 'proven',
          conditions: [],
          missing: [],
          grant: undefined,
          mend: `Take the federated credential ${name} from ${target.name}.`,
        },
      ]
    })
}

/** Of the three clouds that the connector knows: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud */
function isOwnIssuer(issuer: string, tenant: string): boolean {
  const [, host = '', of] = /^https:\/\/([^/]+)\/([^/]+)\//.exec(issuer.toLowerCase()) ?? []
  return of === tenant.toLowerCase() && entraHosts.includes(host)
}
const entraHosts = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.chinacloudapi.cn',
  'sts.windows.net',
]

/** The blueprint signs in for its agents: https://learn.microsoft.com/entra/agent-id/identity-platform/agent-blueprint */
export function stepsIntoAgent(view: View, target: Identity): readonly Step[] {
  return view.edgesTo(target.id, 'delegates-to').map(({ from }) => ({
    from,
    to: target.id,
    by: 'entra-blueprint-signs-in',
    actions: ['microsoft.directory/agentIdentities/tokens'],
    text: `${nameOf(view, from)} is the blueprint of ${target.name}, and gets tokens in its name.`,
    verdict: 'proven' as const,
    conditions: [],
    missing: [],
    grant: undefined,
    mend: `Give ${target.name} a blueprint that nothing else uses.`,
  }))
}

export function nameOf(view: View, id: string): string {
  return view.identity(id)?.name ?? view.resource(id)?.name ?? id.split(':').at(-1) ?? id
}
