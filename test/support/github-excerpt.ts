/** A part of GitHub's description that stands alone: some paths, and the components that they refer to. */
import type { Description } from './github-description.ts'

type Tree = { readonly [name: string]: unknown }

/** Without the headers of answers: the further pages in the examples are github.com's own. */
export function excerpt(description: Description, paths: readonly string[]): object {
  const kept = Object.fromEntries(
    Object.entries(description.paths)
      .filter(([path]) => paths.includes(path))
      .map(([path, methods]) => [path, { get: withoutHeaders(methods?.['get']) }]),
  )
  const components: { [kind: string]: { [name: string]: unknown } } = {}
  const waiting: unknown[] = [kept]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    for (const reference of references(value)) {
      const [, , kind = '', name = ''] = reference.split('/')
      const group = (components[kind] ??= {})
      if (name in group) continue
      group[name] = (description.components as { [kind: string]: Tree })[kind]?.[name]
      waiting.push(group[name])
    }
  }
  return { openapi: '3.0.3', info: { title: 'GitHub', version: '1' }, paths: kept, components }
}

function withoutHeaders(operation: object | undefined): unknown {
  return JSON.parse(JSON.stringify(operation ?? {}, (key, value: unknown) => (key === 'headers' ? undefined : value)))
}

function* references(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    if (key === '$ref' && typeof child === 'string') yield child
    else yield* references(child)
  }
}
