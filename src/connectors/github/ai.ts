/** Signs by which an app, an account, an action or a secret is known to belong to a model. */
import type { AiFacet, IdentityClass } from '../../model/index.ts'
import { aiSignatures } from '../shared/ai-signatures.ts'
import type { AiSignature, AiSignType } from '../shared/ai-signatures.ts'

export interface AppSign {
  readonly appId: number
  readonly slug: string
  readonly title: string
  readonly description: string
}

export interface UserSign {
  readonly id: number
  readonly login: string
  /** `User`, `Bot` */
  readonly type: string
}

/** By id, by the exact slug, or, as a hint only, by words of its name and description. */
export function aiOfApp({ appId, slug, title, description }: AppSign): AiFacet | undefined {
  return (
    facetOf(exact('github-app-id', String(appId)), `app id ${appId}`) ??
    facetOf(exact('github-app-slug', slug), `app slug ${slug}`) ??
    byWords(title, 'name of the app') ??
    byWords(description, 'description of the app')
  )
}

/** The login counts for bots alone: it is that of their app, while people may call themselves what they like. */
export function aiOfUser({ id, login, type }: UserSign): AiFacet | undefined {
  const slug = type === 'Bot' ? login.replace(/\[bot\]$/, '') : undefined
  return (
    facetOf(exact('github-user-id', String(id)), `account id ${id}`) ??
    (slug === undefined ? undefined : facetOf(exact('github-app-slug', slug), `bot of the app ${slug}`))
  )
}

/** `anthropics/claude-code-action@v1`, with a folder or without. */
export function aiOfAction(uses: string): AiFacet | undefined {
  const [owner = '', repository = ''] = (uses.split('@')[0] ?? '').toLowerCase().split('/')
  const action = `${owner}/${repository}`
  const sign = ofType('github-action').find(({ match: { value } }) => {
    const wanted = value.toLowerCase()
    return wanted.endsWith('*') ? action.startsWith(wanted.slice(0, -1)) : action === wanted
  })
  return facetOf(sign, `action ${action}`)
}

/** The name of a secret or variable: `PROD_OPENAI_API_KEY_2` is one of OpenAI's. */
export function aiOfSecretName(name: string): AiFacet | undefined {
  const normal = name.toUpperCase().replaceAll('-', '_')
  const found = secretPatterns.find(({ pattern }) => pattern.test(normal))
  return facetOf(found?.sign, `secret name ${normal}`)
}

/** Whose facet is less sure than this keeps its class. */
const sure = 0.7

export function classWith(ai: AiFacet | undefined, otherwise: IdentityClass): IdentityClass {
  return ai !== undefined && ai.confidence >= sure ? 'ai' : otherwise
}

function ofType(type: AiSignType): readonly AiSignature[] {
  return aiSignatures.filter(({ match }) => match.type === type)
}

function exact(type: AiSignType, value: string): AiSignature | undefined {
  return aiSignatures.find(({ match }) => match.type === type && match.value === value.toLowerCase())
}

const wordPatterns = ofType('name').map((sign) => ({ sign, pattern: new RegExp(sign.match.value, 'i') }))

/** Whole words, so that names that merely contain one do not count. */
const secretPatterns = ofType('secret-name').map((sign) => ({
  sign,
  pattern: new RegExp(
    sign.match.value.endsWith('*')
      ? `(?:^|_)${sign.match.value.slice(0, -1)}_(?:.*_)?(?:KEY|TOKEN|SECRET|PAT)(?:_|\\d|$)`
      : `(?:^|_)${sign.match.value}(?:_|\\d|$)`,
  ),
}))

function byWords(text: string, where: string): AiFacet | undefined {
  const found = wordPatterns.find(({ pattern }) => pattern.test(text))
  const word = found?.pattern.exec(text)?.[0]
  return facetOf(found?.sign, `${where} says ${word}`)
}

function facetOf(sign: AiSignature | undefined, evidence: string): AiFacet | undefined {
  if (sign === undefined) return undefined
  const { kind, vendor, confidence, source } = sign
  return { kind, vendor, models: [], confidence, evidence: [`${evidence} (${source})`] }
}
