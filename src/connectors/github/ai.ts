/** Signs by which an app, an account, an action or a secret is known to belong to a model. */
import type { AiFacet } from '../../model/index.ts'
import { byWords, exact, facetOf, ofType } from '../shared/ai-facets.ts'

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

export { aiOfSecretName } from '../shared/ai-secret-names.ts'
