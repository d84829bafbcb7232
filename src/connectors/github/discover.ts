import type { Discovery, Look } from '../contract.ts'
import { tokenVariables } from './connect.ts'

/** Signs that this machine is signed in to GitHub. */
export function discover({ env }: Look): Discovery | undefined {
  const token = tokenVariables.find((name) => env(name) !== undefined)
  if (token === undefined) return undefined
  const server = env('GITHUB_API_URL')
  const owner = env('GITHUB_REPOSITORY_OWNER')
  return {
    found: [token, ...(server === undefined ? [] : [`GITHUB_API_URL=${server}`])],
    settings: owner === undefined ? [] : [`organizations: [${JSON.stringify(owner)}]`],
  }
}
