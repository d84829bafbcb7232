/** The paths that escalation findings carry. A finding's `data` is open and may come from a file: the shape is checked. */
import type { Finding, FoundPath, Json, PathHop, PathStatement } from '../../model/index.ts'
import { pathVerdicts } from '../../model/index.ts'

export interface ReadPaths {
  readonly paths: readonly FoundPath[]
  /** How many more there are whose shape is not understood. */
  readonly unread: number
}

const none: ReadPaths = { paths: [], unread: 0 }

/** As the finding has them; each call reads anew, so ask only for the finding that is looked at. */
export function pathsOf(finding: Finding): ReadPaths {
  const listed = finding.data['paths']
  if (listed === undefined) return none
  if (!isList(listed)) return { paths: [], unread: 1 }
  const paths = listed.filter(isPath)
  return { paths, unread: listed.length - paths.length }
}

type Check = (value: Json | undefined) => boolean

const isText = (value: Json | undefined): value is string => typeof value === 'string'
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)
const isTexts: Check = (value) => isList(value) && value.every(isText)
const isCount = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    isText(value) && words.includes(value)
const perhaps =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

/** An object with these; what may stand beside them is not looked at. Large results have many paths: made once. */
function shaped<Shape extends object>(shape: { readonly [Name in keyof Required<Shape>]: Check }): Check {
  const checks = Object.entries<Check>(shape)
  return (value) => {
    if (typeof value !== 'object' || value === null || isList(value)) return false
    return checks.every(([name, check]) => check(Object.hasOwn(value, name) ? value[name] : undefined))
  }
}

const isHop = shaped<PathHop>({
  from: isText,
  to: isText,
  fromName: perhaps(isText),
  toName: perhaps(isText),
  by: isText,
  actions: isTexts,
  text: isText,
})
const isDeciding = shaped<PathStatement>({
  holder: isText,
  holderName: perhaps(isText),
  source: oneOf('identity', 'boundary', 'session', 'resource', 'scp', 'rcp', 'grant', 'federation'),
  policy: isText,
  index: isCount,
  sid: perhaps(isText),
  effect: oneOf('Allow', 'Deny'),
  text: isText,
})
const isFound = shaped<FoundPath>({
  id: isText,
  verdict: oneOf(...pathVerdicts),
  target: isText,
  gain: oneOf('admin', 'sensitive', 'crown-jewel'),
  hops: (value) => isList(value) && value.length > 0 && value.every(isHop),
  statements: (value) => isList(value) && value.every(isDeciding),
  conditions: isTexts,
  missingFacts: isTexts,
  mend: isText,
  mendPolicy: perhaps(shaped<NonNullable<FoundPath['mendPolicy']>>({ principal: isText, statement: isStatement })),
  alsoReaches: perhaps(isCount),
})

function isStatement(value: Json | undefined): boolean {
  if (typeof value !== 'object' || value === null || isList(value)) return false
  return Object.values(value).every((element) => isText(element) || isTexts(element) || isConditions(element))
}

function isConditions(value: Json): boolean {
  if (typeof value !== 'object' || value === null || isList(value)) return false
  return Object.values(value).every(
    (keys) => typeof keys === 'object' && keys !== null && !isList(keys) && Object.values(keys).every(isText),
  )
}

function isPath(value: Json): value is FoundPath {
  return isFound(value)
}

/** Whom each path of the finding leads from, over and to, by native id: all that an index of them needs. */
export function endsOf({ hops, target }: FoundPath): { readonly start: string; readonly over: readonly string[] } {
  const start = hops[0]?.from ?? target
  const between = hops.slice(1).map(({ from }) => from)
  return { start, over: between.filter((id) => id !== start && id !== target) }
}
