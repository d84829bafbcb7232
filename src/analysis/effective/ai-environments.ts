/** Which environment the name of a key, a project or a workspace speaks of. */
import type { Resource } from '../../model/index.ts'
import { environmentOf } from './aws-workloads.ts'

export type Environment = 'production' | 'other'

const production = /^(?:prod|prd|production|live)$/
const others = /^(?:dev|develop|development|test|testing|stage|staging|qa|sandbox|lab|demo|trial)$/

/** By the first or the last word, or the only one: `shop-prod`, `Production`, `dev-2`; undefined: it speaks of none. */
export function environmentNamed(name: string): Environment | undefined {
  // Numbers are no words: keys are numbered when they are replaced.
  const words = name.toLowerCase().match(/\p{L}+/gu) ?? []
  const [word = ''] = words.length === 1 ? words : []
  if (production.test(word)) return 'production'
  if (others.test(word)) return 'other'
  const named: Resource = { id: '', provider: '', scope: '', kind: '', nativeId: '', name, facts: {} }
  return environmentOf(named)?.name
}

/** Whether production and something else are among them. */
export function mixed(names: readonly string[]): boolean {
  const found = new Set(names.map(environmentNamed))
  return found.has('production') && found.has('other')
}
