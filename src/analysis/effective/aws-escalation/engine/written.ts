/** Policies that the caller may write itself, for grants that leave it no other to attach. */
import { listOf } from '../../aws-statements.ts'
import { ask, conditionsOf } from '../../aws-access/index.ts'
import type { Account, Principal } from '../../aws-access/types.ts'
import { common } from './common.ts'
import { invent, statementsOf } from './patterns.ts'
import type { Value } from './scene.ts'

const create = 'iam:CreatePolicy'
const known = new WeakMap<Principal, readonly Value[]>()

/** None where no grant is held to policies by name: then AdministratorAccess will do. */
export function writtenPolicies(caller: Principal, account: Account): readonly Value[] {
  const before = known.get(caller)
  if (before) return before
  const made = caller.mentions(create) && caller.account === account.id ? write(caller, account) : []
  known.set(caller, made)
  return made
}

function write(caller: Principal, account: Account): readonly Value[] {
  const asked = namedIn(caller)
  if (asked.length === 0) return []
  const generic = `arn:${account.partition}:iam::${account.id}:policy/`
  const named = asked.flatMap((pattern) => common(pattern, `${generic}*`) ?? [])
  const names = [...invent(caller, account, ['iam:policy'], [create], account.region).map(({ is }) => is), ...named]
  return [...new Set(names.map((name) => (name.endsWith('/') ? `${name}example` : name)))].flatMap(
    (is): readonly Value[] => {
      const answer = ask(caller, { action: create, resource: is })
      if (answer.verdict === 'denied') return []
      return [{ is, name: 'a policy of its own making', conditions: conditionsOf(answer) }]
    },
  )
}

/** Policies to which statements hold whoever attaches them. */
function namedIn(caller: Principal): readonly string[] {
  return statementsOf(caller).flatMap(({ source }) =>
    Object.values(source.Condition ?? {}).flatMap((keys) =>
      Object.entries(keys).flatMap(([key, values]) =>
        key.toLowerCase() === 'iam:policyarn' ? listOf(values).map(String) : [],
      ),
    ),
  )
}
