/** Asks the steps of a way. */
import { ask, askToAssume } from '../../aws-access/index.ts'
import type { Answer, Principal } from '../../aws-access/types.ts'
import { compilePolicy } from '../../aws-policy/index.ts'
import type { CompiledPolicy, Context } from '../../aws-policy/types.ts'
import type { Step } from '../catalogue/types.ts'
import { contextOf, contextOfAssuming } from './context.ts'
import { assuming, assumingAgain } from './assuming.ts'
import type { Said, Scene, Value, Values } from './scene.ts'
import { lettingIn, passed } from './sources.ts'

/** The names of the variables that a step needs. */
export function variablesOf(step: Step): readonly string[] {
  if ('exists' in step) return [step.exists]
  if ('trusts' in step) return [step.trusts, step.of ?? [], step.source ?? []].flat()
  if ('assume' in step) return step.by === undefined ? [] : [step.by]
  const places = step.on.filter((place) => !['self', 'target', '*'].includes(place))
  const bound = Object.values(step.with ?? {}).flatMap((value) => (value.startsWith('$') ? [value.slice(1)] : []))
  return [...places, ...bound]
}

export function hangsOnTarget(step: Step): boolean {
  if ('exists' in step) return false
  return !('do' in step) || step.on.includes('target') || Object.values(step.with ?? {}).includes('$target')
}

/** The answers, one for each resource of the step; `undefined` when one of them is a refusal. */
export function tell(step: Step, scene: Scene, values: Values): readonly Said[] | undefined {
  if ('exists' in step) return []
  if ('do' in step) return tellAction(step, scene, values)
  if (!scene.target) return undefined
  if ('trusts' in step) {
    const role = step.of === undefined ? scene.target : values[step.of]?.principal
    return role && tellTrust(step, role, scene, values)
  }
  return tellAssume(step, scene, scene.target, values)
}

type Action = Extract<Step, { do: string }>

function tellAction(step: Action, scene: Scene, values: Values): readonly Said[] | undefined {
  const said: Said[] = []
  for (const place of step.on) {
    const { is, pattern = is, principal, tags } = placed(place, scene, values)
    const on = { action: step.do, region: scene.region, ...(principal ? { principal } : {}), ...(tags ? { tags } : {}) }
    const fixed = fixedBy(step, scene, values)
    const decide = (by: Principal, more: Context): Answer =>
      ask(by, { action: step.do, resource: is, context: { ...contextOf(scene.caller, on, fixed), ...more } })
    const again = (by: Principal): Answer =>
      step.do === 'iam:PassRole' ? passed((more) => decide(by, more), scene.entry.services, scene) : decide(by, {})
    const to = `${scene.entry.services.join(' ')} ${Object.values(fixed).join(' ')}`
    const answer =
      step.do === 'iam:PassRole' ? passing(scene.caller, `${is} ${scene.region} ${to}`, again) : again(scene.caller)
    if (answer.verdict === 'denied') return undefined
    said.push({ step, action: step.do, resource: is, pattern, by: scene.caller, of: undefined, answer, again })
  }
  return said
}

let latest: { readonly caller: Principal; readonly answers: Map<string, Answer> } | undefined

/** Many ways begin with passing the same role; callers come one after the other, so that one's answers are enough. */
function passing(caller: Principal, key: string, decide: (caller: Principal) => Answer): Answer {
  if (latest?.caller !== caller) latest = { caller, answers: new Map() }
  const answer = latest.answers.get(key) ?? decide(caller)
  latest.answers.set(key, answer)
  return answer
}

function placed(place: string, { caller, target }: Scene, values: Values): Value {
  if (place === 'self') return { is: caller.arn, principal: caller }
  if (place === 'target' && target) return { is: target.arn, principal: target }
  return values[place] ?? { is: '*' }
}

function fixedBy(step: Action, { target }: Scene, values: Values): { readonly [key: string]: string } {
  const bound = Object.entries(step.with ?? {}).map(([key, value]): readonly [string, string] => {
    if (!value.startsWith('$')) return [key, value]
    return [key, value === '$target' ? (target?.arn ?? '') : (values[value.slice(1)]?.is ?? '')]
  })
  return Object.fromEntries(bound)
}

const trusts = new WeakMap<Principal, Map<string, Answer>>()

function tellTrust(
  step: Extract<Step, { trusts: string }>,
  target: Principal,
  { region, account }: Scene,
  values: Values,
): readonly Said[] | undefined {
  const service = values[step.trusts]?.is ?? ''
  const known = trusts.get(target) ?? new Map<string, Answer>()
  trusts.set(target, known)
  const source = step.source === undefined ? undefined : values[step.source]?.is
  const key = `${service} ${source ?? region}`
  const answer = known.get(key) ?? lettingIn(target, service, { source, region, account })
  known.set(key, answer)
  if (answer.verdict === 'denied') return undefined
  return [
    {
      step,
      action: 'sts:AssumeRole',
      resource: target.arn,
      pattern: target.arn,
      by: target,
      of: target,
      service,
      answer,
    },
  ]
}

function tellAssume(
  step: Extract<Step, { assume: string }>,
  scene: Scene,
  target: Principal,
  values: Values,
): readonly Said[] | undefined {
  const by = step.by === undefined ? scene.caller : values[step.by]?.principal
  if (!by) return undefined
  const rewritten = step.assume === 'by a trust that names the caller'
  const answer = rewritten
    ? askToAssume(by, target, trustNaming(by), contextOfAssuming(by, target))
    : step.by === undefined
      ? assuming(by, target)
      : assumingAgain(by, target)
  if (answer.verdict === 'denied') return undefined
  const of = rewritten ? undefined : target
  const again = (variant: Principal, trust: CompiledPolicy | undefined): Answer =>
    askToAssume(variant, target, rewritten ? trustNaming(by) : trust, contextOfAssuming(by, target))
  return [{ step, action: 'sts:AssumeRole', resource: target.arn, pattern: target.arn, by, of, answer, again }]
}

const naming = new WeakMap<Principal, CompiledPolicy>()

function trustNaming(caller: Principal): CompiledPolicy {
  const known = naming.get(caller)
  if (known) return known
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: caller.arn } } as const
  const policy = compilePolicy({ Version: '2012-10-17', Statement: [statement] }, 'rewritten trust policy')
  naming.set(caller, policy)
  return policy
}
