/** Which of the keys that a vendor lists is the one that Muster itself signs in with. */

/** Asks of what a vendor shows of a key (`sk-admin-...wxyz`) whether it may be this one. Nothing of either is kept. */
export type OwnKey = (shown: string | null | undefined) => boolean

/** Fewer characters than these many keys have in common. */
const telling = 3

export function ownKeyOf(key: string): OwnKey {
  return (shown) => {
    const [, head = '', tail = ''] = /^([\w-]*?)(?:\.{2,}|…|\*{2,})([\w-]*)$/.exec(shown?.trim() ?? '') ?? []
    return (
      tail.length >= telling && head.length + tail.length < key.length && key.startsWith(head) && key.endsWith(tail)
    )
  }
}

/** The one row that is it; undefined: none, or several that nobody could tell apart. */
export function ownAmong<Row>(rows: readonly Row[], own: (row: Row) => boolean): Row | undefined {
  const [only, ...others] = rows.filter(own)
  return others.length === 0 ? only : undefined
}
