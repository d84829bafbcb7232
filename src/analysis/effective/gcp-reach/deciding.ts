/** Several decisions as one: all of them have to be for it. */
import type { View } from '../../../inventory/view.ts'
import type { Instant, PathStatement } from '../../../model/index.ts'
import { decideGcp } from '../gcp-access.ts'
import type { GcpBindingAt } from '../gcp-world/index.ts'
import type { Decided } from './types.ts'

/** What is looked through, and as of when; without that, limits of time stay open. */
export interface Look {
  readonly view: View
  readonly now: Instant | undefined
}

export interface Need {
  readonly permission: string
  /** Full resource name. */
  readonly resource: string
  /** The role that it gives away with it, where it does: conditions may hold it to some. */
  readonly giving?: string
  /** The binding that gives it once its role is rewritten. */
  readonly rewriting?: GcpBindingAt
}

/** https://cloud.google.com/iam/docs/setting-limits-on-granting-roles */
const rolesGiven = 'iam.googleapis.com/modifiedGrantsByRole'

/** Undefined: one of them is not allowed. */
export function decided({ view, now }: Look, principal: string, needs: readonly Need[]): Decided | undefined {
  const conditions: string[] = []
  const missing: string[] = []
  const statements: PathStatement[] = []
  for (const { permission, resource, giving, rewriting } of needs) {
    const found = decideGcp(view, {
      principal,
      permission,
      resource,
      ...(now === undefined ? {} : { now }),
      ...(giving === undefined ? {} : { attributes: new Map([[rolesGiven, [giving]]]) }),
      ...(rewriting === undefined ? {} : { rewriting }),
    })
    if (found.verdict === 'none' || found.verdict === 'denied') return undefined
    statements.push(...found.statements)
    conditions.push(...found.conditions)
    missing.push(...found.missing)
    if (found.verdict === 'possible' && found.missing.length === 0) missing.push(`whether ${permission} is held`)
  }
  return settled({ conditions, missing, statements })
}

export function settled({ conditions, missing, statements }: Omit<Decided, 'verdict'>): Decided {
  return {
    verdict: missing.length > 0 ? 'possible' : conditions.length > 0 ? 'conditional' : 'proven',
    conditions: [...new Set(conditions)],
    missing: [...new Set(missing)],
    statements: [...new Map(statements.map((each) => [JSON.stringify(each), each])).values()],
  }
}
