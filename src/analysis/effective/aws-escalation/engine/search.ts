/** Finds every combination of values under which all steps of a way are open. */
import { conditionsOf } from '../../aws-access/index.ts'
import type { Account } from '../../aws-access/types.ts'
import type { Condition } from '../../aws-policy/types.ts'
import type { Domain, PathEntry, Step } from '../catalogue/types.ts'
import { hangsOnTarget as domainHangsOnTarget, valuesOf } from './domains.ts'
import type { Said, Scene, Trial, Value, Values } from './scene.ts'
import { hangsOnTarget as stepHangsOnTarget, tell, variablesOf } from './steps.ts'

/** Steps that share variables, and so have to be tried together. */
export interface Part {
  readonly stages: readonly Stage[]
  readonly hangsOnTarget: boolean
}

/** The steps that can be asked once as many variables have their value as there are stages before; then the next one. */
interface Stage {
  readonly steps: readonly Step[]
  readonly next: { readonly name: string; readonly domain: Domain; readonly actions: readonly string[] } | undefined
}

/** As many as tell a reader enough; a role may run a thousand functions. */
const mostTrials = 200

const known = new WeakMap<Account, Map<PathEntry, readonly Part[]>>()

export function partsOf(entry: PathEntry, account: Account): readonly Part[] {
  const parts = known.get(account) ?? new Map<PathEntry, readonly Part[]>()
  known.set(account, parts)
  const before = parts.get(entry)
  if (before) return before
  const made = groupsOf(entry).map((group) => partFrom(group, entry, account))
  parts.set(entry, made)
  return made
}

interface Group {
  readonly variables: ReadonlySet<string>
  readonly steps: readonly Step[]
}

function groupsOf(entry: PathEntry): readonly Group[] {
  const groups: Group[] = []
  for (const step of entry.steps.flatMap(byPlace)) {
    const variables = new Set(variablesOf(step).flatMap((name) => [name, behind(entry.variables?.[name])].flat()))
    const joined = groups.filter((group) => [...variables].some((name) => group.variables.has(name)))
    for (const group of joined) {
      groups.splice(groups.indexOf(group), 1)
      for (const name of group.variables) variables.add(name)
    }
    groups.push({ variables, steps: [...joined.flatMap(({ steps }) => steps), step] })
  }
  return groups
}

function partFrom({ variables, steps }: Group, entry: PathEntry, account: Account): Part {
  const names = Object.keys(entry.variables ?? {}).filter((name) => variables.has(name))
  const readyAt = (step: Step): number => Math.max(0, ...variablesOf(step).map((name) => names.indexOf(name) + 1))
  const stages = [...names, undefined].map((name, at): Stage => {
    const domain = name === undefined ? undefined : entry.variables?.[name]
    return {
      steps: steps.filter((step) => readyAt(step) === at),
      next: name !== undefined && domain ? { name, domain, actions: actionsOn(name, steps, entry) } : undefined,
    }
  })
  const byDomain = stages.some(({ next }) => next !== undefined && domainHangsOnTarget(next.domain, account))
  return { stages, hangsOnTarget: byDomain || steps.some(stepHangsOnTarget) }
}

/** Each resource of an action is decided by itself, so that names for each can be sought by themselves. */
function byPlace(step: Step): readonly Step[] {
  return 'do' in step ? step.on.map((place) => ({ ...step, on: [place] })) : [step]
}

function behind(domain: Domain | undefined): string | readonly string[] {
  if (domain?.from === 'new') return domain.inCluster ?? []
  return domain && 'variable' in domain ? [domain.variable] : []
}

/** Also those on what has its name from it: services of a cluster, the cluster of a task. */
function actionsOn(name: string, steps: readonly Step[], { variables = {} }: PathEntry): readonly string[] {
  const named = [name, ...Object.keys(variables).filter((each) => [behind(variables[each])].flat().includes(name))]
  return steps.flatMap((step) =>
    'do' in step && variablesOf(step).some((each) => named.includes(each)) ? [step.do] : [],
  )
}

/** Every way through the part in the scene; none when it is closed. */
export function trialsOf({ stages }: Part, scene: Scene): readonly Trial[] {
  const found: Trial[] = []
  const go = (at: number, values: Values, before: readonly Said[]): void => {
    const stage = stages[at]
    if (!stage || found.length >= mostTrials) return
    let said = before
    for (const step of stage.steps) {
      const answers = tell(step, scene, values)
      if (!answers) return
      said = said.length === 0 ? answers : [...said, ...answers]
    }
    if (stage.next) {
      const { name, domain, actions } = stage.next
      for (const value of valuesOf(domain, scene, values, actions)) go(at + 1, { ...values, [name]: value }, said)
    } else found.push(trialOf(said, values, scene.entry))
  }
  go(0, {}, [])
  return found
}

/** Keys whose value the caller sets as it likes, and no secret: a value that will do stands in the policy. */
const chosen: ReadonlySet<string> = new Set(['ec2:osuser', 'sts:rolesessionname'])

function isChosen({ key, must }: Condition, { needs = [] }: PathEntry): boolean {
  const name = key.toLowerCase()
  // Asked by itself, once the target is known.
  if (name === 'ec2:instanceprofile' && needs.includes('profile-may-be-named')) return true
  return must === 'hold' && chosen.has(name)
}

function trialOf(said: readonly Said[], values: Values, entry: PathEntry): Trial {
  const missing = new Set<string>()
  const conditions = new Set<string>()
  const given: readonly Value[] = Object.values(values)
  for (const value of given) {
    for (const fact of value.missing ?? []) missing.add(fact)
    for (const condition of value.conditions ?? []) conditions.add(condition)
  }
  for (const { answer } of said) {
    for (const { fact } of answer.missing) missing.add(fact)
    const residual = answer.residual.filter((test) => !isChosen(test, entry))
    if (residual.length > 0) for (const condition of conditionsOf({ residual })) conditions.add(condition)
  }
  return { said, values, missing: [...missing], conditions: [...conditions] }
}
