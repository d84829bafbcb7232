/** Asks the same of many repositories, within the budget, and stops where the answer is no all along. */
import type { GapReason } from '../../model/index.ts'
import { AbsentError, AccessError, VendorError } from '../errors.ts'
import { all as together } from '../shared/fan-out.ts'
import { collectMisses } from '../shared/misses.ts'
import { fullName } from './place.ts'
import type { GithubContext } from './place.ts'
import { counted, giveBack, take } from './repository-budget.ts'
import type { IndexedRepository } from './session.ts'

export interface Round<Item> {
  readonly items: readonly Item[]
  /** `owner/repository` */
  readonly nameOf: (item: Item) => string
  /** In words with which a sentence begins: `Deploy keys of`. */
  readonly what: string
  /** Requests to spare for what comes later. */
  readonly keep?: number
}

/** Never answered and refused so often, it is not asked again; nor after so many refusals in a row. */
const refusals = { atFirst: 3, inARow: 20 }

/** Which of them were not answered, and why. What is not there (404 where the route says so) was answered. */
export async function askEach<Item>(
  context: GithubContext,
  { items, nameOf, what, keep }: Round<Item>,
  ask: (item: Item, counted: GithubContext) => Promise<void>,
): Promise<ReadonlyMap<Item, GapReason>> {
  const misses = collectMisses()
  const missed = new Map<Item, GapReason>()
  const granted = take(context, items.length, keep)
  for (const item of items.slice(granted)) {
    misses.add(nameOf(item), {
      reason: 'not-collected',
      detail: 'the tier core asks only so much; --tier creds reads them.',
    })
    missed.set(item, 'not-collected')
  }
  let [answered, inARow, unused] = [0, 0, 0]
  let final: AccessError | VendorError | undefined
  const asked = async (item: Item): Promise<void> => {
    try {
      if (final !== undefined) {
        unused += 1
        throw final
      }
      await ask(item, counted(context))
      answered += 1
      inARow = 0
    } catch (error) {
      if (error instanceof AbsentError) return
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      inARow += 1
      const most = answered === 0 ? refusals.atFirst : refusals.inARow
      if (error.reason === 'throttled' || inARow >= most) final ??= error
      misses.addError(nameOf(item), error)
      missed.set(item, error.reason)
    }
  }
  try {
    await together(items.slice(0, granted), asked)
  } finally {
    giveBack(context, unused)
    misses.tell(context, what)
  }
  return missed
}

/** Of the index; undefined, with a gap, where there is none to go by. */
export function indexed(context: GithubContext, what: string): readonly IndexedRepository[] | undefined {
  const { repositories } = context.session.facts
  if (repositories === undefined)
    context.gap({
      reason: 'not-collected',
      detail: `${what} were not asked for, since the repositories are not known.`,
    })
  // Archived ones last: nothing runs there.
  return repositories?.toSorted((a, b) => Number(a.archived) - Number(b.archived))
}

export function ofOrganization({ session }: Pick<GithubContext, 'session'>, { name }: IndexedRepository) {
  return { owner: session.organization.login, repo: name }
}

export function nameIn(context: Pick<GithubContext, 'session'>): (repository: IndexedRepository) => string {
  return ({ name }) => fullName(context, name)
}

/** Something runs there, or may. */
export function hasWorkflows({ workflows, workflowsUnknown }: IndexedRepository): boolean {
  return workflows.length > 0 || workflowsUnknown
}
