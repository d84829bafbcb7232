/** What it costs to ask projects one by one, in words. */

/** Requests for a project: its accounts, policies, roles, pools, keys, secrets, workloads and settings; each account two more. */
const perProject = 20
const perAccount = 2
/** Requests for an organization at once, whatever its size up to about a thousand projects. */
const atOnce = 150

export const fallbackWords = {
  withoutAssets: (root: string, why: string, projects: number): string =>
    `Cloud Asset Inventory does not answer for ${root}: ${why} ${costs(projects)}`,
  noOrganization: (projects: number): string =>
    `No organization is in reach, so that what is granted above the projects is not seen. ${costs(projects)}`,
} as const

function costs(projects: number): string {
  const each = projects === 1 ? 'The project is' : `${projects} projects are`
  const sum = projects * perProject
  return (
    `${each} asked API by API instead: about ${sum} requests and ${perAccount} for each service account` +
    ` (an organization takes ${atOnce} at once), and when accounts were made stays unknown.`
  )
}
