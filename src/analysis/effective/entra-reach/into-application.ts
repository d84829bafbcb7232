/** Who becomes an application or an agent: by a credential of their own making. */
import type { View } from '../../../inventory/view.ts'
import type { Identity } from '../../../model/index.ts'
import { valueOf } from '../../../model/index.ts'
import type { FederatedCredentialFacts, ServicePrincipalFacts } from '../../../model/facts/entra.ts'
import { tenantOf } from '../azure-scopes.ts'
import { holdingsOf } from '../entra-holdings.ts'
import type { Holding } from '../entra-holdings.ts'
import { holdersOf } from './holders.ts'
import type { Step } from './types.ts'

const addSecret = ['microsoft.directory/applications/credentials/update'] as const

/** Owners, and whoever may write credentials of any application. */
export function stepsIntoApplication(view: View, target: Identity): readonly Step[] {
  const facts = target.facts as ServicePrincipalFacts
  if (facts.origin === 'microsoft') return []
  return [...ownerSteps(view, target, facts), ...takerSteps(view, target, facts), ...tokenSteps(view, target)]
}

function ownerSteps(view: View, target: Identity, facts: ServicePrincipalFacts): readonly Step[] {
  const registrations = view
    .edgesTo(target.id, 'runs-as')
    .map(({ from }) => from)
    .filter((from) => /:(?:application|agent-blueprint):/.test(from))
  return [...registrations, target.id].flatMap((owned) =>
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
          ...doubtOf(facts, owned === target.id),
          grant: permission === 'person' ? undefined : permission,
          mend: `Take ${nameOf(view, from)} from the owners of ${target.name}.`,
        },
      ]
    }),
  )
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
 * Applications of another tenant may lock their instances against new credentials, and that lock stands over there.
 * https://learn.microsoft.com/entra/identity-platform/howto-configure-app-instance-property-locks
 */
function doubtOf(
  { origin }: ServicePrincipalFacts,
  onInstance: boolean,
): Pick<Step, 'verdict' | 'conditions' | 'missing'> {
  return origin === 'foreign' || (onInstance && origin !== 'tenant')
    ? {
        verdict: 'possible',
        conditions: [],
        missing: ['whether the application locks its instances against new credentials'],
      }
    : { verdict: 'proven', conditions: [], missing: [] }
}

function takerSteps(view: View, target: Identity, facts: ServicePrincipalFacts): readonly Step[] {
  const { takers } = holdersOf(view, tenantOf(target.id))
  // Blueprints are applications, and have administrators of their own beside.
  const taking = [...(takers.get('application') ?? []), ...(facts.blueprint ? (takers.get('agent') ?? []) : [])]
  return taking.flatMap(({ id, name, holding }): readonly Step[] => {
    if (id === target.id || !reaches(holding, facts)) return []
    const doubt = doubtOf(facts, facts.origin === 'foreign')
    const eligible = holding.state === 'eligible'
    return [
      {
        from: id,
        to: target.id,
        by: 'entra-add-credential',
        actions: holding.kind === 'app-role' ? [holding.name] : [...addSecret],
        text: `${name} holds ${holding.name}: it adds a credential to ${target.name} and signs in with it.`,
        ...doubt,
        ...(eligible && doubt.verdict === 'proven'
          ? { verdict: 'conditional', conditions: [`${holding.name} is activated first`] }
          : {}),
        grant: holding,
        mend: `Take ${holding.name} from ${name}.`,
      },
    ]
  })
}

/** Roles may be held over one application alone. */
function reaches(holding: Holding, { objectId, applicationId }: ServicePrincipalFacts): boolean {
  if (holding.kind !== 'directory-role' || holding.scope === '/') return true
  const only = holding.scope.replace(/^\//, '').toLowerCase()
  return only === objectId.toLowerCase() || only === valueOf(applicationId)?.toLowerCase()
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
      if (signer === undefined || !issuer.toLowerCase().includes(`/${tenant.toLowerCase()}/`)) return []
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
