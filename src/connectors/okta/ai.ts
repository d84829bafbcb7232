/** Signs by which an application of Okta is known to belong to a model: its name, which anybody may give it. */
import type { AiFacet } from '../../model/index.ts'
import { byWords, exact, facetOf } from '../shared/ai-facets.ts'

/** A plan behind the name says nothing more: `ChatGPT Enterprise`. */
const plan = /\s+(?:enterprise|business|teams?|edu|pro)$/i

export function aiOfName(name: string): AiFacet | undefined {
  const plain = name.trim().replace(plan, '')
  return facetOf(exact('okta-app-name', plain), `name ${name}`) ?? byWords(name, 'the name')
}
