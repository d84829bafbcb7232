/** Patterns with `*` and `?`, matched in time bounded by pattern times value: no regular expressions to run away. */

/** A wildcard: a run of characters or just one, perhaps within an ARN segment, that is without a colon. */
export interface Wildcard {
  readonly run: boolean
  readonly within: boolean
}

/** A pattern in pieces: literal text and wildcards. */
export type Piece = string | Wildcard

export type Matcher = (value: string) => boolean

export const anyRun: Wildcard = { run: true, within: false }
const anyOne: Wildcard = { run: false, within: false }
const runWithin: Wildcard = { run: true, within: true }
const oneWithin: Wildcard = { run: false, within: true }

/** `*` and `?` match whatever characters. */
export function globPieces(text: string): readonly Piece[] {
  return text
    .split(/([*?])/)
    .filter((part) => part !== '')
    .map((part) => (part === '*' ? anyRun : part === '?' ? anyOne : part))
}

/**
 * The pieces of a resource pattern from ARN segment `segment` on: in the first five segments wildcards keep to their
 * segment, but for a `*` at its end, which may run on past colons; what follows the fifth colon is one segment.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourcePieces(text: string, segment: number, endsSegment: boolean): readonly Piece[] {
  const parts = text.split(/([*?:])/).filter((part) => part !== '')
  const pieces: Piece[] = []
  let at = segment
  for (const [index, part] of parts.entries()) {
    if (part === ':') at++
    const last = index + 1 < parts.length ? parts[index + 1] === ':' : endsSegment
    if (part === '*') pieces.push(at >= 5 || last ? anyRun : runWithin)
    else if (part === '?') pieces.push(at >= 5 ? anyOne : oneWithin)
    else pieces.push(part)
  }
  return pieces
}

/**
 * The pieces of a pattern that is compared with an ARN part by part: no wildcard leaves its part, but for the last one
 * of a pattern that has fewer parts.
 */
export function arnPieces(text: string, segment: number, endsText: boolean): readonly Piece[] {
  const parts = text.split(/([*?:])/).filter((part) => part !== '')
  const pieces: Piece[] = []
  let at = segment
  for (const [index, part] of parts.entries()) {
    if (part === ':') at++
    const last = endsText && index === parts.length - 1
    if (part === '*') pieces.push(at >= 5 || last ? anyRun : runWithin)
    else if (part === '?') pieces.push(at >= 5 ? anyOne : oneWithin)
    else pieces.push(part)
  }
  return pieces
}

export function countColons(text: string): number {
  let count = 0
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count++
  return count
}

/** A matcher of whole values. */
export function matcherOf(pieces: readonly Piece[]): Matcher {
  const joined = joinTexts(pieces)
  if (joined.every((piece) => typeof piece === 'string' || piece === anyRun)) return chunkMatcher(joined)
  return partMatcher(joined) ?? stateMatcher(joined)
}

function joinTexts(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece
    else if (piece !== anyRun || last !== anyRun) joined.push(piece)
  }
  return joined
}

/** Only literal text and `*`: each text is found as early as it can be. */
function chunkMatcher(pieces: readonly Piece[]): Matcher {
  const texts = pieces.filter((piece) => typeof piece === 'string')
  const first = typeof pieces[0] === 'string' ? pieces[0] : ''
  if (texts.length === pieces.length) return (value) => value === first
  const last = pieces.length > 1 && typeof pieces.at(-1) === 'string' ? texts.at(-1)! : ''
  const middle = texts.slice(first === '' ? 0 : 1, last === '' ? undefined : -1)
  if (first === '' && last === '' && middle.length === 0) return () => true
  if (last === '' && middle.length === 0) return (value) => value.startsWith(first)
  return (value) => {
    if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false
    let at = first.length
    for (const text of middle) {
      const found = value.indexOf(text, at)
      if (found < 0) return false
      at = found + text.length
    }
    return at <= value.length - last.length
  }
}

/** Each part of an ARN pattern by itself, where no wildcard leaves its part but in the last one; otherwise `undefined`. */
function partMatcher(pieces: readonly Piece[]): Matcher | undefined {
  const parts = inParts(pieces)
  const last = parts.pop() ?? []
  const free = parts.some((part) => part.some((piece) => typeof piece !== 'string' && !piece.within))
  if (parts.length === 0 || free || last.some((piece) => typeof piece !== 'string' && piece.within)) return undefined
  const matchers = parts.map((part) =>
    matcherOf(part.map((piece) => (typeof piece === 'string' ? piece : freed(piece)))),
  )
  const matchesRest = matcherOf(last)
  return (value) => {
    let at = 0
    for (const matches of matchers) {
      const end = value.indexOf(':', at)
      if (end < 0 || !matches(value.slice(at, end))) return false
      at = end + 1
    }
    return matchesRest(value.slice(at))
  }
}

/** What is compared with one part alone meets no colon. */
function freed(wildcard: Wildcard): Wildcard {
  return wildcard.run ? anyRun : anyOne
}

/** Pieces between the first five colons. */
function inParts(pieces: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [[]]
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      parts.at(-1)!.push(piece)
      continue
    }
    for (const [index, text] of piece.split(':').entries()) {
      const last = parts.at(-1)!
      if (index > 0 && parts.length > 5) last.push(`:${text}`)
      else if (index > 0) parts.push([text])
      else last.push(text)
    }
  }
  return parts
}

/** Any pattern: follows all places of the pattern that the value may be at. */
function stateMatcher(pieces: readonly Piece[]): Matcher {
  const steps = pieces.flatMap((piece): readonly Step[] =>
    typeof piece === 'string' ? Array.from(piece.split(''), (character) => character.charCodeAt(0)) : [piece],
  )
  const least = steps.filter((step) => typeof step === 'number' || !step.run).length
  return (value) => {
    if (value.length < least) return false
    const places = new Uint8Array(steps.length + 1)
    places[0] = 1
    skipRuns(steps, places)
    for (let at = 0; at < value.length; at++) {
      advance(steps, places, value.charCodeAt(at))
      skipRuns(steps, places)
    }
    return places[steps.length] === 1
  }
}

/** A UTF-16 code unit, or a wildcard. */
type Step = number | Wildcard

const colon = 58

/** Moves every place on by one character; from the end, so that none is moved twice. */
function advance(steps: readonly Step[], places: Uint8Array, unit: number): void {
  places[steps.length] = 0
  for (let index = steps.length - 1; index >= 0; index--) {
    if (places[index] !== 1) continue
    const step = steps[index]!
    const passes = typeof step === 'number' ? step === unit : !step.within || unit !== colon
    if (passes && typeof step !== 'number' && step.run) continue
    places[index] = 0
    if (passes) places[index + 1] = 1
  }
}

/** A run may be empty. */
function skipRuns(steps: readonly Step[], places: Uint8Array): void {
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index]!
    if (places[index] === 1 && typeof step !== 'number' && step.run) places[index + 1] = 1
  }
}
