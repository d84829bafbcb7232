import type { Discovery, Look } from '../contract.ts'

/** Signs that this machine is signed in to AWS. */
export function discover({ env, exists, home }: Look): Discovery | undefined {
  const profile = env('AWS_PROFILE')
  const named = [
    'AWS_ACCESS_KEY_ID',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ].filter((name) => env(name) !== undefined)
  const shared = ['.aws/config', '.aws/credentials']
    .filter((path) => exists(`${home}/${path}`))
    .map((path) => `~/${path}`)
  const found = [...(profile === undefined ? [] : [`AWS_PROFILE=${profile}`]), ...named, ...shared]
  if (found.length === 0) return undefined
  return { found, settings: profile === undefined ? [] : [`profile: ${JSON.stringify(profile)}`] }
}
