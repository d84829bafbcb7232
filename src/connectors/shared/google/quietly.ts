/**
 * Google's library warns on the console of files that strangers hand in whenever it is given one, and of every
 * impersonation. What is signed in with here the administrator has named, and the console is for the product.
 */
export async function quietly(): Promise<<T>(work: () => T) => T> {
  // Its own way to do so, which its types do not show; without it the warning is written.
  const internals: object = await import('google-auth-library/build/src/util.js')
  const suppress: unknown = Reflect.get(internals, 'suppressAdcWarning')
  return (work) => {
    if (!isSuppressor(suppress)) return work()
    return suppressed(suppress, work)
  }
}

function suppressed<T>(suppress: (work: () => void) => unknown, work: () => T): T {
  let done: { readonly value: T } | undefined
  suppress(() => void (done = { value: work() }))
  return done === undefined ? work() : done.value
}

function isSuppressor(value: unknown): value is (work: () => void) => unknown {
  return typeof value === 'function'
}
