import type { z } from 'zod'
import type { GithubAppFacts } from '../../../model/facts/github.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import { all as together } from '../../shared/fan-out.ts'
import type { StepMeta } from '../../contract.ts'
import { aiOfApp } from '../ai.ts'
import { classWith } from '../../shared/ai-facets.ts'
import { idOf, instantOf, placeOf, untold } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { all, one } from '../read.ts'
import { getApp, listInstallations } from '../routes/apps.ts'

export const installationsMeta = {
  id: 'installations',
  title: 'Installed apps',
  tier: 'core',
  scopes: ['organization'],
  needs: ['organization_administration=read'],
  emits: ['apps'],
} as const satisfies StepMeta

type Installation = z.infer<typeof listInstallations.schema>
interface Page {
  readonly publisher: Known<string>
  readonly title: string
  readonly description: string
}

export async function installations(context: GithubContext): Promise<void> {
  const installed = await all(context, listInstallations, { org: context.session.organization.login })
  context.session.facts.apps = installed.map(({ app_id: appId, id: installationId }) => ({ appId, installationId }))
  const slugs = [...new Set(installed.map(({ app_slug }) => app_slug))]
  const pages = new Map(await together(slugs, async (slug) => [slug, await pageOf(context, slug)] as const))
  for (const installation of installed) emitApp(context, installation, pages.get(installation.app_slug)!)
}

/** Who publishes an app stands on its public page; what has none is private to whoever made it. */
async function pageOf(context: GithubContext, slug: string): Promise<Page> {
  try {
    const { owner, name, description } = await one(context, getApp, { app_slug: slug })
    return { publisher: owner?.login ?? owner?.slug ?? null, title: name, description: description ?? '' }
  } catch (error) {
    if (error instanceof AbsentError) return { publisher: null, title: slug, description: '' }
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    context.gap({ reason: error.reason, detail: `Who publishes the app ${slug} was not read: ${error.message}` })
    return { publisher: unknown(error.reason), title: slug, description: '' }
  }
}

type Permissions = GithubAppFacts['permissions']

/** A level that is not known here says nothing of what the app may, so that it is told and left out. */
function permissionsIn(context: GithubContext, { app_slug: slug, permissions }: Installation): Permissions {
  const known: [string, Permissions[string]][] = []
  for (const [name, level] of Object.entries(permissions)) {
    if (level === 'read' || level === 'write' || level === 'admin') known.push([name, level])
    else {
      const detail = `The app ${slug} holds ${name.slice(0, 60)} at a level that is not known here: ${level.slice(0, 60)}.`
      context.gap({ reason: 'failed', detail })
    }
  }
  return Object.fromEntries(known)
}

function emitApp(context: GithubContext, row: Installation, page: Page): void {
  const suspendedAt = instantOf(row.suspended_at)
  const facts: GithubAppFacts = {
    appId: row.app_id,
    installationId: row.id,
    clientId: row.client_id ?? null,
    publisher: page.publisher,
    permissions: permissionsIn(context, row),
    events: row.events.toSorted(),
    repositorySelection: row.repository_selection,
    updatedAt: instantOf(row.updated_at),
    suspendedAt,
    ...(context.session.installation?.id === row.id ? { scanner: true } : {}),
  }
  const ai = aiOfApp({ appId: row.app_id, slug: row.app_slug, title: page.title, description: page.description })
  context.emit({
    type: 'identity',
    id: idOf(context, 'app', row.app_id),
    ...placeOf(context),
    ...untold,
    kind: 'app',
    nativeId: row.app_slug,
    name: row.app_slug,
    createdAt: instantOf(row.created_at),
    enabled: suspendedAt === null,
    class: classWith(ai, 'machine'),
    ...(ai === undefined ? {} : { ai }),
    facts,
  })
}
