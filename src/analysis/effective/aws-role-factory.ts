/** Who can make or arm identities without a permissions boundary upon them. */
import { arnFormats } from './aws-actions/index.ts'
import { ask, conditionsOf, describe } from './aws-access/index.ts'
import type { Account, Answer, Principal } from './aws-access/index.ts'
import { listOf } from './aws-statements.ts'
import type { PathStatement } from '../../model/index.ts'

export interface Factory {
  /** The calls that together make an identity of any power. */
  readonly actions: readonly string[]
  /** A name that the policies leave open, as an ARN. */
  readonly on: string
  readonly verdict: 'proven' | 'conditional' | 'possible'
  readonly conditions: readonly string[]
  readonly missing: readonly string[]
  readonly statements: readonly PathStatement[]
}

/** Making an identity, and each of the ways to give it what it may do. */
const ways = [
  { kind: 'role', make: 'iam:CreateRole', arm: 'iam:AttachRolePolicy' },
  { kind: 'role', make: 'iam:CreateRole', arm: 'iam:PutRolePolicy' },
  { kind: 'user', make: 'iam:CreateUser', arm: 'iam:AttachUserPolicy', take: 'iam:CreateAccessKey' },
  { kind: 'user', make: 'iam:CreateUser', arm: 'iam:PutUserPolicy', take: 'iam:CreateAccessKey' },
] as const

/**
 * The first way by which the principal makes a new role or user that no boundary holds and that may do everything. A
 * new role lets in whomever its maker writes into its trust, so that no further permission is needed to take it.
 */
export function factoryOf(principal: Principal, account: Account): Factory | undefined {
  const found = ways.flatMap((way) => {
    const actions = [way.make, way.arm, ...('take' in way ? [way.take] : [])]
    if (!actions.every((action) => principal.mentions(action))) return []
    return namesFor(principal, account, way.kind, actions).flatMap((on) => attempt(principal, account, actions, on))
  })
  const order = { proven: 0, conditional: 1, possible: 2 }
  return found.toSorted((a, b) => order[a.verdict] - order[b.verdict])[0]
}

function attempt(
  principal: Principal,
  { partition }: Account,
  actions: readonly string[],
  on: string,
): readonly Factory[] {
  const context = {
    'iam:PermissionsBoundary': null,
    'iam:PolicyARN': `arn:${partition}:iam::aws:policy/AdministratorAccess`,
    'iam:ResourceTag': null,
  }
  const answers = actions.map((action) => ask(principal, { action, resource: on, context }))
  if (answers.some(({ verdict }) => verdict === 'denied')) return []
  return [{ actions, on, ...summary(answers, principal) }]
}

function summary(answers: readonly Answer[], principal: Principal): Omit<Factory, 'actions' | 'on'> {
  const missing = [...new Set(answers.flatMap((answer) => answer.missing.map(({ fact }) => fact)))]
  const statements = answers.flatMap(({ because }) => because.flatMap((ref) => describe(ref, principal) ?? []))
  const conditional = answers.some(({ verdict }) => verdict === 'conditional')
  return {
    verdict: missing.length > 0 ? 'possible' : conditional ? 'conditional' : 'proven',
    conditions: [...new Set(answers.flatMap(conditionsOf))],
    missing,
    statements: [...new Map(statements.map((each) => [JSON.stringify(each), each])).values()],
  }
}

/** A name that nobody uses, and one within each pattern that its own policies name. */
function namesFor(
  principal: Principal,
  { partition, id }: Account,
  kind: 'role' | 'user',
  actions: readonly string[],
): readonly string[] {
  const [format = `arn:\${Partition}:iam::\${Account}:${kind}/\${Name}`] = arnFormats('iam', kind)
  const generic = format
    .replace(/\$\{Partition\}/, partition)
    .replace(/\$\{Account\}/, id)
    .replace(/\$\{\w+\}$/, 'muster-probe')
  const patterns = principal.caller.identity.flatMap(({ statements }) =>
    statements
      .filter(
        ({ effect, coversAction }) =>
          effect === 'Allow' && actions.some((action) => coversAction(action.toLowerCase())),
      )
      .flatMap(({ source }) => listOf(source.Resource)),
  )
  const named = patterns
    .filter((pattern) => pattern.includes(`:${kind}/`))
    .map((pattern) => filled(pattern, partition, id))
  return [...new Set([generic, ...named])]
}

function filled(pattern: string, partition: string, account: string): string {
  const [, , , , , ...name] = pattern.split(':')
  return `arn:${partition}:iam::${account}:${name.join(':').replaceAll('*', 'muster-probe').replaceAll('?', 'x')}`
}
