import type { Evidence, Instant, Known } from '../../model/index.ts'
import { valueOf } from '../../model/index.ts'

/** Where a fact was read: the operation, and the place within its answer. */
export function read(source: string, detail: string): readonly Evidence[] {
  return [{ source, detail }]
}

/** An instant as evidence says it; `none` where the vendor says that there is none. */
export function at(instant: Known<Instant> | undefined): string {
  return instant === null ? 'none' : (valueOf<Instant>(instant) ?? 'not known')
}

/** Statements of a role's trust policy. */
export function trustEvidence(statements: readonly string[]): readonly Evidence[] {
  return [...new Set(statements)].map((statement) => ({
    source: 'iam:GetAccountAuthorizationDetails',
    detail: `AssumeRolePolicyDocument ${statement}`,
  }))
}
