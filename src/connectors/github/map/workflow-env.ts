/** Environment variables of a step, as the workflow, the job and the step set them, and what stands behind them. */
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { expressionsIn, namesIn } from './workflow-expressions.ts'
import { tableOf } from './workflow-yaml.ts'
import type { Yaml, YamlText } from './workflow-yaml.ts'

export type Env = ReadonlyMap<string, YamlText>

/** What is set further in replaces what is set further out. */
export function envWith(outer: Env, node: Yaml | undefined): Env {
  const table = tableOf(node)
  if (table === undefined) return outer
  const inner = new Map(outer)
  for (const [name, value] of table.entries) if (value.type === 'text') inner.set(name, value)
  return inner
}

/** How often a variable may stand for another. */
const depthLimit = 4
/** Ids and references are short; a file that is made to be slow is not. */
const maxLength = 2048
const maxValue = 512

/** The beginning of the text, with every `${{ env.NAME }}` that the file itself sets written out. */
export function resolved(text: string, env: Env, depth = 0): string {
  const short = text.slice(0, maxLength)
  if (depth >= depthLimit || !short.includes('${{')) return short
  const replaced = short.replaceAll(/\$\{\{\s{0,8}env\.([A-Za-z_]\w*)\s{0,8}\}\}/g, (whole, name: string) => {
    return env.get(name)?.text.slice(0, maxValue) ?? whole
  })
  return replaced === short ? short : resolved(replaced, env, depth + 1)
}

export interface Resolved {
  readonly identity: Known<string>
  readonly reference?: string
}

/**
 * An id as a workflow gives it: written out, or kept in a secret or variable. Only what has the form of such an id is
 * kept, since people put secrets into the wrong field.
 */
export function identityOf(given: string | undefined, env: Env, form: RegExp): Resolved {
  if (given === undefined || given.trim() === '') return { identity: null }
  const text = resolved(given.trim(), env)
  const expressions = expressionsIn(text)
  if (expressions.length === 0) return { identity: form.test(text) ? text : unknown('failed') }
  const reference = referenceIn(expressions)
  return { identity: unknown('not-collected'), ...(reference === undefined ? {} : { reference }) }
}

/** `secrets.AWS_ROLE`, the first one. */
export function referenceIn(expressions: readonly string[]): string | undefined {
  for (const expression of expressions) {
    for (const context of ['secrets', 'vars'] as const) {
      const name = namesIn(expression, context).find((each) => each !== '*')
      if (name !== undefined) return `${context}.${name.toUpperCase()}`
    }
  }
  return undefined
}
