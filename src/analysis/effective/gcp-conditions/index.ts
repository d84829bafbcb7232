/**
 * Conditions of Google Cloud: true, false, or what they hang on. A condition that cannot be read is never false.
 * https://cloud.google.com/iam/docs/conditions-overview
 */
import type { Instant } from '../../../model/index.ts'
import type { Case, Judged } from './judge.ts'
import { judgeBy } from './judge.ts'
import { iamLanguage } from './language.ts'
import { conditionNames } from './resource-names.ts'
import { ways } from './time.ts'

export { isCostly } from './tree.ts'
export type { Judged } from './judge.ts'

/** What is known of the request. What is left out is unknown. */
export interface ConditionContext {
  /** Left out: time is unknown. */
  readonly now?: Instant | undefined
  /** The full name of what is asked for: `//storage.googleapis.com/projects/_/buckets/b`. */
  readonly resource?: string | undefined
  /** `projects/123` for `projects/acme`, where services write the number in its place. */
  readonly number?: string | undefined
  readonly principal?: { readonly type: string; readonly subject: string } | undefined
  /** What `api.getAttribute` answers: `iam.googleapis.com/modifiedGrantsByRole` -> the roles that are given away. */
  readonly attributes?: ReadonlyMap<string, string | readonly string[]> | undefined
}

export function evaluate(expression: string, context: ConditionContext = {}): Judged {
  const resources = conditionNames(context.resource, context.number)
  const answers = resources.map((resource) => answer(expression, context, resource))
  const [first, ...others] = answers
  if (first === undefined || !('value' in first)) return first ?? { residual: 'It hangs on the resource.' }
  // Which of its names a service hands in is not always told: it is known where all come to the same.
  const agreed = others.every((other) => 'value' in other && other.value === first.value)
  return agreed ? first : { residual: 'It hangs on resource.name.' }
}

type Names = ReturnType<typeof conditionNames>[number]

function answer(expression: string, context: ConditionContext, resource: Names): Judged {
  const { now, principal, attributes } = context
  const at = (time: Date | undefined): Case => ({
    knows: (read) =>
      (read.startsWith('resource.') && !read.includes('(') && resource !== undefined) ||
      (read === 'request.time' && time !== undefined) ||
      (read.startsWith('principal.') && principal !== undefined) ||
      (attributes !== undefined && [...attributes.keys()].some((name) => read === `api.getAttribute(${name})`)),
    values: {
      resource: resource ?? { name: '', type: '', service: '' },
      request: { time: time ?? new Date(0), path: '', host: '', auth: {} },
      destination: { ip: '', port: 0n },
      principal: principal ?? { type: '', subject: '' },
      api: attributes ?? new Map(),
    },
  })
  return judgeBy(iamLanguage, expression, ways(now === undefined ? undefined : new Date(now), at))
}
