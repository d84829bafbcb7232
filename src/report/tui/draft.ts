/** A line of text being typed. */
export interface Draft {
  readonly text: string
  /** Between characters: 0 is before the first. */
  readonly cursor: number
}

export function draftOf(text: string): Draft {
  return { text, cursor: Array.from(text).length }
}

/** The draft after a key, or the same draft when the key is not for it. */
export function typed(draft: Draft, key: string): Draft {
  const characters = Array.from(draft.text)
  const { cursor } = draft
  if (key === 'left') return { ...draft, cursor: Math.max(0, cursor - 1) }
  if (key === 'right') return { ...draft, cursor: Math.min(characters.length, cursor + 1) }
  if (key === 'home' || key === 'ctrl-a') return { ...draft, cursor: 0 }
  if (key === 'end' || key === 'ctrl-e') return { ...draft, cursor: characters.length }
  if (key === 'backspace') return cursor === 0 ? draft : put(characters.toSpliced(cursor - 1, 1), cursor - 1)
  if (key === 'delete') return put(characters.toSpliced(cursor, 1), cursor)
  if (key === 'ctrl-u') return put(characters.slice(cursor), 0)
  if (key === 'ctrl-k') return put(characters.slice(0, cursor), cursor)
  if (key === 'ctrl-w') {
    const before = Array.from(
      characters
        .slice(0, cursor)
        .join('')
        .replace(/\S*\s*$/, ''),
    )
    return put([...before, ...characters.slice(cursor)], before.length)
  }
  if (Array.from(key).length !== 1 || key < ' ') return draft
  return put(characters.toSpliced(cursor, 0, key), cursor + 1)
}

function put(characters: readonly string[], cursor: number): Draft {
  return { text: characters.join(''), cursor }
}
