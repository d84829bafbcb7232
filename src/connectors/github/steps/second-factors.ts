import type { GithubUserFacts } from '../../../model/facts/github.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import { VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { idOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { all } from '../read.ts'
import { listMembers, listOutsideCollaborators } from '../routes/members.ts'
import type { AccountRow } from '../routes/members.ts'

/** Apart from `members`, since nearly nobody but owners may ask: who there is can be known whole without it. */
export const secondFactorsMeta = {
  id: 'second-factors',
  title: 'Who has no second factor, as owners are told',
  tier: 'core',
  scopes: ['organization'],
  needs: ['members=read'],
  emits: ['second-factors'],
  after: ['members'],
} as const satisfies StepMeta

export async function secondFactors(context: GithubContext): Promise<void> {
  const people = context.session.facts.people ?? []
  const asked = { org: context.session.organization.login, filter: '2fa_disabled' }
  await tell(context, 'members', idsOf(people, false), (asker) => all(asker, listMembers, asked))
  if (context.session.facts.outsideCollaborators === 0) return
  await tell(context, 'outside collaborators', idsOf(people, true), (asker) =>
    all(asker, listOutsideCollaborators, asked),
  )
}

function idsOf(people: readonly { readonly id: number; readonly outside: boolean }[], outside: boolean) {
  return people.filter((each) => each.outside === outside).map(({ id }) => id)
}

async function tell(
  context: GithubContext,
  who: string,
  ids: readonly number[],
  ask: (asker: GithubContext) => Promise<readonly AccountRow[]>,
): Promise<void> {
  let whole = true
  const asker: GithubContext = {
    ...context,
    gap: (gap) => {
      whole = false
      context.gap(gap)
    },
  }
  const weak = await attempt(context, `Which ${who} have no second factor was not read`, async () => {
    const rows = await ask(asker).catch(onlyOwners)
    return new Set(rows.map(({ id }) => id))
  })
  for (const id of ids) {
    // Whoever is not on a list that was read in part may be on the part that was not.
    const off = whole ? true : unknown('failed')
    const facts = { twoFactor: isUnknown(weak) ? weak : weak.has(id) ? false : off } satisfies Pick<
      GithubUserFacts,
      'twoFactor'
    >
    context.emit({ type: 'patch', of: 'identity', id: idOf(context, 'user', id), set: {}, facts })
  }
}

/** Anybody else is told with status 422: https://docs.github.com/en/rest/orgs/members#list-organization-members */
function onlyOwners(error: unknown): never {
  if (!(error instanceof VendorError && /status 422/.test(error.message))) throw error
  throw new VendorError(`Only owners are told. ${error.message}`, error.operation, 'denied')
}
