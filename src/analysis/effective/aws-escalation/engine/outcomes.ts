/** What comes of a way: the firmest combination of trials, and everything that any of them rests on. */
import type { PathVerdict } from '../../../../model/index.ts'
import { pathVerdicts } from '../../../../model/index.ts'
import { conditionsOf } from '../../aws-access/index.ts'
import type { Standing } from '../../aws-access/types.ts'
import type { Plan } from './plans.ts'
import type { Said, Scene, Trial, Values } from './scene.ts'
import { trialsOf } from './search.ts'

export interface Outcome {
  readonly verdict: PathVerdict
  readonly conditions: readonly string[]
  readonly missing: readonly string[]
  readonly values: Values
  /** Answers of the firmest combination. */
  readonly best: readonly Said[]
  /** Answers of every combination that is open. */
  readonly all: readonly Said[]
}

interface Open {
  readonly missing: readonly string[]
  readonly conditions: readonly string[]
}

function verdictOf({ missing, conditions }: Open): PathVerdict {
  return missing.length > 0 ? 'possible' : conditions.length > 0 ? 'conditional' : 'proven'
}

export function firmness(open: Open): number {
  return pathVerdicts.indexOf(verdictOf(open)) * 1000 + open.missing.length + open.conditions.length
}

/** The firmest of the plan's regions; `undefined` when every one is closed. */
export function outcomeOf(plan: Plan, scene: Omit<Scene, 'region'>): Outcome | undefined {
  const outcomes: Outcome[] = []
  for (const { region, done, open } of plan.regions) {
    const parts = [...done]
    for (const part of open) {
      const trials = trialsOf(part, { ...scene, region })
      if (trials.length === 0) break
      parts.push(trials)
    }
    if (parts.length === done.length + open.length) outcomes.push(together(parts))
  }
  return firmestOf(outcomes)
}

/** Parts share nothing, so that the firmest of each make the firmest whole. */
function together(parts: readonly (readonly Trial[])[]): Outcome {
  const best = parts.map((trials) => trials.reduce((a, b) => (firmness(b) < firmness(a) ? b : a)))
  const open = {
    missing: unique(best.flatMap(({ missing }) => missing)),
    conditions: unique(best.flatMap(({ conditions }) => conditions)),
  }
  return {
    ...open,
    verdict: verdictOf(open),
    values: Object.assign({}, ...best.map(({ values }) => values)) as Values,
    best: best.flatMap(({ said }) => said),
    all: parts.flatMap((trials) => trials.flatMap(({ said }) => said)),
  }
}

export function firmestOf(outcomes: readonly Outcome[]): Outcome | undefined {
  const [first, ...others] = outcomes
  if (!first || others.length === 0) return first
  const best = outcomes.reduce((a, b) => (firmness(b) < firmness(a) ? b : a))
  return { ...best, all: outcomes.flatMap(({ all }) => all) }
}

/** The outcome, if it also takes what is given here. */
export function also(outcome: Outcome, more: Open): Outcome {
  const open = {
    missing: unique([...outcome.missing, ...more.missing]),
    conditions: unique([...outcome.conditions, ...more.conditions]),
  }
  return { ...outcome, ...open, verdict: verdictOf(open) }
}

/** What a standing leaves open. */
export function openIn(standing: Standing): Open {
  return { missing: standing.missing.map(({ fact }) => fact), conditions: conditionsOf(standing) }
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
