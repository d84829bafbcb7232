/** What the name of a secret or variable says of models. */
import type { AiFacet } from '../../model/index.ts'
import { facetOf, ofType } from './ai-facets.ts'

/** The name of a secret or variable: `PROD_OPENAI_API_KEY_2` is one of OpenAI's. */
export function aiOfSecretName(name: string): AiFacet | undefined {
  const normal = name.toUpperCase().replaceAll('-', '_')
  const found = secretPatterns.find(({ pattern }) => pattern.test(normal))
  return facetOf(found?.sign, `secret name ${normal}`)
}

/** Whole words, so that names that merely contain one do not count. */
const secretPatterns = ofType('secret-name').map((sign) => ({
  sign,
  pattern: new RegExp(
    sign.match.value.endsWith('*')
      ? `(?:^|_)${sign.match.value.slice(0, -1)}_(?:.*_)?(?:KEY|TOKEN|SECRET|PAT)(?:_|\\d|$)`
      : `(?:^|_)${sign.match.value}(?:_|\\d|$)`,
  ),
}))
