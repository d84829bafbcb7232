/** One step by which a principal becomes a service account, and where that comes to control. */
import { pathVerdicts } from '../../../model/index.ts'
import type { PathStatement, PathVerdict } from '../../../model/index.ts'

/** What several decisions come to. */
export interface Decided {
  readonly verdict: PathVerdict
  /** As sentences. */
  readonly conditions: readonly string[]
  readonly missing: readonly string[]
  readonly statements: readonly PathStatement[]
}

/** Principals are told as policies write them: `serviceAccount:deploy@…`, `principalSet://…`. */
export interface Step extends Decided {
  readonly from: string
  readonly to: string
  /** Id of the method: `gcp-sa-get-access-token`. */
  readonly by: string
  readonly actions: readonly string[]
  readonly text: string
  /** How this step is taken away, as a sentence. */
  readonly mend: string
}

export const levels = ['organization', 'folder', 'project'] as const
export type Level = (typeof levels)[number]

/** Control of a container, by who has it. */
export interface Control extends Decided {
  readonly member: string
  /** `projects/acme` */
  readonly container: string
  readonly level: Level
  readonly permission: string
  /** It is had by rewriting a role, which is a step of its own. */
  readonly by: 'grant' | 'gcp-update-role'
  readonly text: string
  readonly mend: string
}

/** Whether steps of somebody are asked for: of those who are there already nobody has to be told. */
export type Heeded = (member: string) => boolean

/** The less, the firmer. */
export function firmness({ verdict }: Pick<Decided, 'verdict'>): number {
  return pathVerdicts.indexOf(verdict)
}

export function accountMember(email: string): string {
  return `serviceAccount:${email.toLowerCase()}`
}
