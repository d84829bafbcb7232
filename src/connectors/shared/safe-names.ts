/** Names that people give, as they may be kept: some of them are a secret, or move what a terminal shows. */
import { withoutSecrets } from './secret-shapes.ts'

const longest = 200
/** Of terminals, and of the direction of writing. */
const moving = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g

export function safeName(name: string): string {
  return visible(name.slice(0, 2000)).slice(0, longest)
}

/** Of any length, as paths are. What is not seen is written out, so that no two become alike. */
export function visible(text: string): string {
  return withoutSecrets(text).replaceAll(moving, (found) => `<${(found.codePointAt(0) ?? 0).toString(16)}>`)
}

/** Each as it may be kept, and no two alike: what became alike is counted. */
export function safeNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const safe = safeName(name)
    let own = safe
    for (let at = 2; taken.has(own); at += 1) own = `${safe}~${at}`
    taken.add(own)
    return own
  })
}
