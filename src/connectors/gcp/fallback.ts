/** What it costs to ask projects one by one, in words. */
import type { Tier } from '../contract.ts'

/** Requests for a project: of its accounts, policies, roles, pools, keys, secrets, workloads and settings. */
const perProject = { core: 15, creds: 28, deep: 29 } as const satisfies { readonly [tier in Tier]: number }
/** Its keys and its policy. */
const perAccount = 2
/** Requests for an organization at once, whatever its size up to about a thousand projects. */
const atOnce = 150

export const fallbackWords = {
  withoutAssets: (root: string, why: string, projects: number | undefined, tier: Tier): string =>
    `Cloud Asset Inventory does not answer for ${root}: ${why} ${projects === undefined ? 'Its projects could not be listed either.' : costs(projects, tier)}`,
  noOrganization: (projects: number): string =>
    `No organization is in reach, so that what is granted above the ${projects === 1 ? 'project' : `${projects} projects`} is seen only as far as its policies may be read.`,
} as const

function costs(projects: number, tier: Tier): string {
  const each = projects === 1 ? 'The project is' : `${projects} projects are`
  const sum = projects * perProject[tier]
  return (
    `${each} asked API by API instead: about ${sum} requests, ${perAccount} more for each service account and one for each secret` +
    ` (an organization of a thousand projects takes ${atOnce} at once). When accounts were made stays unknown, and so does who holds what on single buckets, topics and the like.`
  )
}
