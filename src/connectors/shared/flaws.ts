/** What is wrong with an answer that a schema does not take, without a word of what it holds. */

export interface Flawed {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]
}

export function flawOf(data: unknown, error: Flawed): string {
  return typeof data === 'string' ? 'it is no JSON' : wordsOf(error)
}

/** The place and the expectation, never the value. */
export function wordsOf({ issues }: Flawed): string {
  const [first] = issues
  return first === undefined
    ? 'it has another form'
    : `${first.path.map(String).join('.') || 'the row'}: ${first.message}`
}
