/** Doors from other issuers into Entra ID: federated credentials, and the tokens that they take. */
import type { View } from '../../inventory/view.ts'
import type { Credential, FoundPath, Identity } from '../../model/index.ts'
import { isKnown, isUnknown, valueOf } from '../../model/index.ts'
import type { FederatedCredentialFacts } from '../../model/facts/entra.ts'
import { tenantOf } from './azure-scopes.ts'
import { holdingsOf, weighing } from './entra-holdings.ts'
import { reachOf, statementOf } from './entra-reach/index.ts'
import type { Token } from './github-subjects.ts'
import { chained } from './aws-reach/paths.ts'

export interface FederatedDoor {
  readonly identity: Identity
  readonly credential: Credential
  readonly facts: FederatedCredentialFacts
}

/** Of every tenant in the store, in order of identity and name. `issuer` without its scheme. */
export function federatedDoors(view: View, issuer: string): readonly FederatedDoor[] {
  return view.once(`entra doors of ${issuer}`, () => {
    const trusting = new Set(
      view
        .edgesTo(`oidc:${issuer}`, 'trusts')
        .map(({ from }) => from)
        .filter((id) => id.startsWith('azure:')),
    )
    return [...trusting].toSorted().flatMap((id): readonly FederatedDoor[] => {
      const identity = view.identity(id)
      if (identity === undefined || identity.enabled === false) return []
      return view
        .edgesTo(id, 'authenticates')
        .flatMap(({ from }) => view.credential(from) ?? [])
        .filter(({ kind }) => kind === 'federated')
        .map((credential) => ({ identity, credential, facts: credential.facts as FederatedCredentialFacts }))
        .filter(({ facts }) => plainIssuer(facts.issuer) === issuer)
    })
  })
}

export function plainIssuer(issuer: string): string {
  return issuer.replace(/^https:\/\//, '').replace(/\/+$/, '')
}

/** Tests of a flexible credential: https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials */
export interface ClaimTest {
  readonly claim: string
  readonly operator: 'eq' | 'matches'
  readonly value: string
}

/** Undefined: it has another form than is known here. */
export function testsIn(expression: string): readonly ClaimTest[] | undefined {
  const form = /^claims\['([^']+)'\]\s+(eq|matches)\s+'((?:[^']|'')*)'$/
  const tests: ClaimTest[] = []
  for (const part of expression.trim().split(/\s+and\s+(?=claims\[)/i)) {
    const [, claim, operator, value] = form.exec(part.trim()) ?? []
    if (claim === undefined || value === undefined) return undefined
    tests.push({ claim, operator: operator === 'eq' ? 'eq' : 'matches', value: value.replaceAll("''", "'") })
  }
  return tests
}

export type Taken = 'yes' | 'no' | 'unclear'

/** Whether the credential takes the token. Subjects are compared letter by letter. */
export function takes({ subject, expression }: FederatedCredentialFacts, { subject: own, claims }: Token): Taken {
  if (isUnknown(subject) || isUnknown(expression)) return 'unclear'
  const exact = valueOf(subject)
  if (exact !== undefined) return exact === own ? 'yes' : 'no'
  const tests = testsIn(valueOf(expression) ?? '')
  if (tests === undefined) return 'unclear'
  const answers = tests.map(({ claim, operator, value }): Taken => {
    const held = claim === 'sub' ? own : claims[claim]
    if (held === undefined) return 'unclear'
    if (held === null) return 'no'
    return (operator === 'eq' ? held === value : wildcard(value).test(held)) ? 'yes' : 'no'
  })
  return answers.includes('no') ? 'no' : answers.includes('unclear') ? 'unclear' : 'yes'
}

/** `*` is any run of characters, `?` any one. */
export function wildcard(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's')
}

/** In by the door and on to control of the tenant or a subscription; undefined: the identity does not get there. */
export function pathThroughDoor(view: View, from: string, door: FederatedDoor, taken: Taken): FoundPath | undefined {
  const { identity } = door
  const reach = reachOf(view, tenantOf(identity.id))
  const enter = pathToDoor(view, from, door, taken)
  if (reach.controls(identity.id)) return enter
  const rest = reach.chain(identity.id)
  return rest === undefined ? undefined : chained(enter, rest)
}

/** In by the door, and no further. */
export function pathToDoor(view: View, from: string, { identity, facts }: FederatedDoor, taken: Taken): FoundPath {
  const controlling = weighing(holdingsOf(view, identity.id), 'control')
  const door = valueOf(facts.subject) ?? valueOf(facts.expression) ?? ''
  return {
    id: 'entra-federated-sign-in',
    verdict: taken === 'yes' ? 'proven' : 'possible',
    target: identity.nativeId,
    gain: 'admin',
    hops: [
      {
        from,
        to: identity.nativeId,
        toName: identity.name,
        by: 'entra-federated-sign-in',
        actions: ['federated sign-in'],
        text: `A token of ${plainIssuer(facts.issuer)} signs in as ${identity.name} by its federated credential ${facts.name}.`,
      },
    ],
    statements: [
      {
        holder: identity.nativeId,
        holderName: identity.name,
        source: 'federation',
        policy: `federated credential ${facts.name}`,
        index: 0,
        effect: 'Allow',
        text: JSON.stringify({
          issuer: facts.issuer,
          ...(isKnown(facts.subject) ? { subject: door } : { claimsMatchingExpression: door }),
        }),
      },
      ...controlling.map((holding) => statementOf(view, holding)),
    ],
    conditions: [],
    missingFacts: taken === 'yes' ? [] : [`what the federated credential ${facts.name} takes`],
    mend: `Hold the federated credential ${facts.name} of ${identity.name} to an environment with reviewers.`,
  }
}
