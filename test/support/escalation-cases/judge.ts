/** What was told of a case, held against what is so. */
import type { Told } from './run.ts'
import type { EscalationCase } from './world.ts'

export interface Verdict {
  readonly which: EscalationCase
  /** Was to be found, and was not. */
  readonly missed: boolean
  /** Ids that were told and are not so. */
  readonly wrong: readonly string[]
  /** What else is not as it should be, in sentences. */
  readonly complaints: readonly string[]
}

export function verdictOf(which: EscalationCase, told: readonly Told[]): Verdict {
  const { id, caller, expected, beside } = which
  const own = told.filter(({ of }) => of === caller).map(({ path }) => path)
  const asked = own.filter((path) => path.id === id)
  const found = asked.find(({ target }) => target === which.world.target)
  const allowed = [...(expected.present ? [id] : []), ...Object.keys(beside)]
  const wrong = [
    ...own.filter((path) => !isAmong(path.id, allowed)).map((path) => `${path.id} (${path.verdict})`),
    ...told
      .filter(({ of, path }) => of !== caller && !isAmong(path.id, which.others[of] ?? []))
      .map(({ of, path }) => `${path.id} (${path.verdict}) of ${of}`),
  ]
  return {
    which,
    missed: expected.present && found === undefined,
    wrong: [...new Set(wrong)],
    complaints:
      expected.present && found !== undefined ? [...complaintsOf(expected, found), ...formOf(which, found)] : [],
  }
}

/** `muster-lambda-*` stands for all that begin so. */
function isAmong(id: string, ids: readonly string[]): boolean {
  return ids.some((each) => (each.endsWith('*') ? id.startsWith(each.slice(0, -1)) : each === id))
}

type Present = EscalationCase['expected'] & { readonly present: true }

function complaintsOf({ verdicts, condition, missingFacts }: Present, path: Told['path']): readonly string[] {
  const lists: readonly [boolean, string][] = [
    [!verdicts.includes(path.verdict), `is ${path.verdict}, not ${verdicts.join(' or ')}`],
    [
      condition !== undefined && !path.conditions.some((each) => each.includes(condition)),
      `names no condition on ${condition}: ${path.conditions.join('; ')}`,
    ],
    [missingFacts === true && path.missingFacts.length === 0, 'names no missing fact'],
    [missingFacts !== true && path.missingFacts.length > 0, `lacks ${path.missingFacts.join(', ')}`],
    [path.statements.length === 0, 'names no statement'],
    [path.hops.length === 0, 'has no hop'],
  ]
  return lists.filter(([is]) => is).map(([, complaint]) => complaint)
}

/** What every path says, whatever it is about. */
function formOf({ caller, isPositive, world, decisive }: EscalationCase, path: Told['path']): readonly string[] {
  const { hops, mendPolicy } = path
  const done = new Set(hops.flatMap(({ actions }) => actions))
  // Becoming the role goes without saying once its trust is one's own.
  const implied = decisive.includes('sts:AssumeRole') ? [] : ['sts:AssumeRole']
  const made = [...done].filter((action) => !implied.includes(action))
  const denied = [mendPolicy!.statement['Action']].flat().map(String)
  const lists: readonly [boolean, string][] = [
    [path.gain !== 'admin', `gains ${path.gain}`],
    [hops[0]?.from !== caller || hops.at(-1)?.to !== world.target, 'does not lead from the caller to the target'],
    [path.mend === '', 'says no mend'],
    [mendPolicy!.statement['Effect'] !== 'Deny', 'mends by other than a Deny'],
    [!denied.every((action) => done.has(action)), `denies ${denied.join(', ')}, which it does not do`],
    [
      isPositive && made.toSorted().join(' ') !== decisive.toSorted().join(' '),
      `does ${made.join(', ')} and not ${decisive.join(', ')}`,
    ],
  ]
  return lists.filter(([is]) => is).map(([, complaint]) => complaint)
}

export interface Score {
  readonly recall: number
  readonly precision: number
  /** One line a wrong case. */
  readonly faults: readonly string[]
}

export function scoreOf(verdicts: readonly Verdict[]): Score {
  const due = verdicts.filter(({ which }) => which.expected.present)
  const hits = due.filter(({ missed }) => !missed).length
  const wrong = verdicts.reduce((sum, each) => sum + each.wrong.length, 0)
  const faults = verdicts.flatMap(({ which, missed, wrong: ids, complaints }) => [
    ...(missed ? [`${which.name} — missed`] : []),
    ...ids.map((id) => `${which.name} — told of ${id}`),
    ...complaints.map((complaint) => `${which.name} — ${complaint}`),
  ])
  return { recall: hits / due.length, precision: hits / (hits + wrong), faults }
}
