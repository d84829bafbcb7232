/** The function, with its latest answers kept: all are forgotten once there are more than `most`. */
export function remembering<T>(answer: (question: string) => T, most: number): (question: string) => T {
  const known = new Map<string, T>()
  return (question) => {
    const before = known.get(question)
    if (before !== undefined) return before
    if (known.size >= most) known.clear()
    const made = answer(question)
    known.set(question, made)
    return made
  }
}
