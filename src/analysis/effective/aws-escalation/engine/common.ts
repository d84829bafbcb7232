/** A text that two patterns with `*` and `?` cover both, the shortest that is easily found; `undefined` when there is none. */
export function common(a: string, b: string): string | undefined {
  const failed = new Set<number>()
  const from = (i: number, j: number): string | undefined => {
    if (i === a.length && j === b.length) return ''
    const place = i * (b.length + 1) + j
    if (failed.has(place)) return undefined
    const found =
      a[i] === '*' ? over(i + 1, j, i, j + 1, b[j]) : b[j] === '*' ? over(i, j + 1, i + 1, j, a[i]) : step(i, j)
    if (found === undefined) failed.add(place)
    return found
  }
  /** A star ends here, or takes what the other pattern has next. */
  const over = (i: number, j: number, nextI: number, nextJ: number, taken: string | undefined): string | undefined => {
    const ended = from(i, j)
    if (ended !== undefined || taken === undefined) return ended
    const rest = from(nextI, nextJ)
    return rest === undefined ? undefined : written(taken) + rest
  }
  const step = (i: number, j: number): string | undefined => {
    const [x, y] = [a[i], b[j]]
    if (x === undefined || y === undefined || (x !== y && x !== '?' && y !== '?')) return undefined
    const rest = from(i + 1, j + 1)
    return rest === undefined ? undefined : written(x === '?' ? y : x) + rest
  }
  return from(0, 0)
}

function written(character: string): string {
  if (character === '*') return ''
  return character === '?' ? 'a' : character
}
