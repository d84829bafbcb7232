/** Finds every combination of values under which all steps of a way are open. */
import { conditionsOf } from '../../aws-access/index.ts'
import type { Account } from '../../aws-access/types.ts'
import type { Domain, PathEntry, Step } from '../catalogue/types.ts'
import { hangsOnTarget as domainHangsOnTarget, valuesOf } from './domains.ts'
import type { Said, Scene, Trial, Value, Values } from './scene.ts'
import { hangsOnTarget as stepHangsOnTarget, tell, variablesOf } from './steps.ts'

/** Steps that share variables, and so have to be tried together. */
export interface Part {
  readonly variables: readonly string[]
  readonly steps: readonly Step[]
  readonly hangsOnTarget: boolean
}

/** As many as tell a reader enough; a role may run a thousand functions. */
const mostTrials = 200

export function partsOf(entry: PathEntry, account: Account): readonly Part[] {
  const groups: { variables: Set<string>; steps: Step[] }[] = []
  for (const step of entry.steps.flatMap(byPlace)) {
    const variables = new Set(variablesOf(step).flatMap((name) => [name, ...behind(entry.variables?.[name])]))
    const joined = groups.filter((group) => [...variables].some((name) => group.variables.has(name)))
    for (const group of joined) {
      groups.splice(groups.indexOf(group), 1)
      for (const name of group.variables) variables.add(name)
    }
    groups.push({ variables, steps: [...joined.flatMap(({ steps }) => steps), step] })
  }
  return groups.map(({ variables, steps }) => {
    const names = Object.keys(entry.variables ?? {}).filter((name) => variables.has(name))
    const domains = names.map((name) => entry.variables![name]!)
    return {
      variables: names,
      steps,
      hangsOnTarget: steps.some(stepHangsOnTarget) || domains.some((domain) => domainHangsOnTarget(domain, account)),
    }
  })
}

/** Each resource of an action is decided by itself, so that names for each can be sought by themselves. */
function byPlace(step: Step): readonly Step[] {
  return 'do' in step ? step.on.map((place) => ({ ...step, on: [place] })) : [step]
}

function behind(domain: Domain | undefined): readonly string[] {
  return domain?.from === 'administration-role-of' || domain?.from === 'cluster-of' ? [domain.variable] : []
}

/** Every way through the part in the scene; none when it is closed. */
export function trialsOf(part: Part, scene: Scene): readonly Trial[] {
  const found: Trial[] = []
  const go = (at: number, values: Values, before: readonly Said[]): void => {
    if (found.length >= mostTrials) return
    let said = before
    for (const step of part.steps) {
      if (readyAt(step, part) !== at) continue
      const answers = tell(step, scene, values)
      if (!answers) return
      said = [...said, ...answers]
    }
    const name = part.variables[at]
    if (name === undefined) {
      found.push(trialOf(said, values))
      return
    }
    const domain = scene.entry.variables?.[name]
    if (!domain) return
    for (const value of valuesOf(domain, scene, values, actionsOn(name, part.steps)))
      go(at + 1, { ...values, [name]: value }, said)
  }
  go(0, {}, [])
  return found
}

/** How many variables have to have a value before the step can be asked. */
function readyAt(step: Step, part: Part): number {
  return Math.max(0, ...variablesOf(step).map((name) => part.variables.indexOf(name) + 1))
}

function actionsOn(name: string, steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => ('do' in step && variablesOf(step).includes(name) ? [step.do] : []))
}

function trialOf(said: readonly Said[], values: Values): Trial {
  const known: readonly Value[] = Object.values(values)
  const missing = [
    ...known.flatMap((value) => value.missing ?? []),
    ...said.flatMap(({ answer }) => answer.missing.map(({ fact }) => fact)),
  ]
  return {
    said,
    values,
    missing: [...new Set(missing)],
    conditions: [...new Set(said.flatMap(({ answer }) => conditionsOf(answer)))],
  }
}
