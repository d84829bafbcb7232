/** The page of an identity of Microsoft: what it holds and why that weighs, who can become it, what it reaches. */
import { tenantOf } from '../../analysis/effective/azure-scopes.ts'
import { holdingsOf } from '../../analysis/effective/entra-holdings.ts'
import type { Holding } from '../../analysis/effective/entra-holdings.ts'
import { holdingWords, reachOf, stepsInto } from '../../analysis/effective/entra-reach/index.ts'
import type { View } from '../../inventory/view.ts'
import type { FederatedCredentialFacts, ManagedIdentityFacts } from '../../model/facts/entra.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { valueOf } from '../../model/index.ts'
import { clean } from '../../report/lines.ts'
import { count, gapWords } from '../../report/words.ts'
import { word } from '../../rules/shared/aws-commands.ts'
import { lines } from './statements.ts'
import { tierWords } from './tiers.ts'

const shown = 12

export function* azurePortrait(view: View, identity: Identity): Generator<string> {
  yield '\nWhat it can do\n'
  yield* doing(view, identity)
  yield '\nWho can become it\n'
  yield* becoming(view, identity)
  yield '\nWhat it can reach\n'
  yield* reaching(view, identity)
}

function* doing(view: View, identity: Identity): Generator<string> {
  const holdings = holdingsOf(view, identity.id)
  if (holdings.length === 0) yield* lines('Nothing, by the roles and permissions that were read.', '  ')
  for (const holding of holdings.slice(0, shown)) yield* holdingLines(view, holding)
  if (holdings.length > shown) yield* lines(`and ${holdings.length - shown} more`, '  ')
  yield* unread(view, identity.scope)
}

function* holdingLines(view: View, holding: Holding): Generator<string> {
  const { state, through, ranked, kind } = holding
  const by =
    through === undefined
      ? ''
      : `, through ${view.identity(through)?.name ?? view.resource(through)?.name ?? 'a group'}`
  const how = `${state === 'eligible' ? ', once it is activated' : ''}${kind === 'delegated' ? ', in the name of who signs in' : ''}${by}`
  yield* lines(`${holdingWords(view, holding)}${how}`, '  ', '    ')
  yield* lines(`${tierWords[ranked.tier]}: ${ranked.reason}`, '    ', '      ')
  if (holding.kind === 'azure-role' && holding.condition !== null)
    yield* lines(`only if ${holding.condition}`, '    ', '      ')
}

const holdingFacets = [
  'azure.app-role-assignments',
  'azure.delegated-grants',
  'azure.directory-roles',
  'azure.role-assignments',
  'azure.groups',
] as const

function* unread(view: View, scope: string): Generator<string> {
  for (const facet of gapsAmong(view, scope, holdingFacets)) yield* lines(`Not read: ${facet}.`, '  ', '    ')
}

/** What was not read of a tenant, and could hide a path. */
export function hidingPaths(view: View, scope: string): readonly string[] {
  return gapsAmong(view, scope, [...holdingFacets, ...pathFacets])
}

const pathFacets = [
  'azure.application-owners',
  'azure.service-principal-owners',
  'azure.federated-credentials',
  'azure.agent-identities',
  'azure.subscriptions',
  'azure.role-definitions',
  'azure.workloads',
] as const

/** `role assignments (denied)` */
function gapsAmong(view: View, scope: string, facets: readonly string[]): readonly string[] {
  return facets.flatMap((facet) => {
    const gap = view.gap(facet, scope)
    return gap === undefined ? [] : [`${facet.replace('azure.', '').replaceAll('-', ' ')} (${gapWords[gap.reason]})`]
  })
}

function* becoming(view: View, identity: Identity): Generator<string> {
  const federated = view
    .edgesTo(identity.id, 'authenticates')
    .flatMap(({ from }) => view.credential(from) ?? [])
    .filter(({ kind }) => kind === 'federated')
  for (const { facts } of federated) {
    const { issuer, subject, expression } = facts as FederatedCredentialFacts
    yield* lines(
      `Tokens of ${issuer} for ${valueOf(subject) ?? valueOf(expression) ?? 'what was not read'}`,
      '  ',
      '    ',
    )
  }
  const steps = stepsInto(view, identity.id)
  for (const { text, verdict } of steps.slice(0, shown))
    yield* lines(`${text}${verdict === 'proven' ? '' : ` (${verdict})`}`, '  ', '    ')
  if (steps.length > shown) yield* lines(`and ${steps.length - shown} more`, '  ')
  if (federated.length === 0 && steps.length === 0)
    yield* lines('Nobody beside its own credentials, by what was read.', '  ')
}

function* reaching(view: View, identity: Identity): Generator<string> {
  const reach = reachOf(view, tenantOf(identity.id))
  if (reach.controls(identity.id)) {
    yield* lines('It is in control already, by what it holds.', '  ')
    return
  }
  const chain = reach.chain(identity.id)
  if (chain === undefined) {
    yield* lines('Control of nothing beside what it holds, by what was read.', '  ')
    return
  }
  for (const { text } of chain.hops) yield* lines(text, '  ', '    ')
  yield* lines(`${count(chain.hops.length, 'hop')}, ${chain.verdict}. Hop by hop:`, '  ')
  yield `    $ muster path ${word(identity.nativeId)}\n`
}

export function* azureTurnOff(identity: Identity): Generator<string> {
  yield '\nHow to turn it off\n'
  for (const [index, { text, command }] of stepsFor(identity).entries()) {
    yield* lines(text, `  ${index + 1}. `, '     ')
    if (command !== undefined) yield `     $ ${clean(command)}\n`
  }
}

function stepsFor({ kind, facts, nativeId }: Identity): readonly Remediation[] {
  if (kind === 'managed-identity') {
    const { resourceId, assigned } = facts as ManagedIdentityFacts
    const id = valueOf(resourceId)
    return [
      {
        text: 'Take its role assignments away, which can be given back; what it runs keeps running without them.',
        command: `az role assignment list --assignee ${word(nativeId)} --all --output table`,
      },
      assigned === 'user' && id !== undefined
        ? {
            text: 'Delete it once nothing has missed them for a few weeks.',
            command: `az identity delete --ids ${word(id)}`,
          }
        : {
            text: 'Switch off the identity of the resource that it belongs to once nothing has missed them for a few weeks.',
          },
    ]
  }
  if (kind === 'foundry-agent') return [{ text: 'Delete the agent in its project of Azure AI Foundry.' }]
  if (kind === 'user') return [{ text: 'Take it from the owners and sponsors of what it answers for.' }]
  return [
    {
      text: 'Disable it, which can be taken back: no token is given to it any more.',
      command: `az ad sp update --id ${word(nativeId)} --set accountEnabled=false`,
    },
    {
      text: 'Delete it once nothing has missed it for a few weeks; it can be restored for 30 days.',
      command: `az ad sp delete --id ${word(nativeId)}`,
    },
  ]
}
