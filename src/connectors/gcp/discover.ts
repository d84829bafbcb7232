import type { Discovery, Look } from '../contract.ts'

/** Signs that this machine is signed in to Google. */
export function discover({ env, exists, home }: Look): Discovery | undefined {
  const named = ['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_PROJECT', 'CLOUDSDK_CORE_PROJECT'].filter(
    (name) => env(name) !== undefined,
  )
  const shared = ['.config/gcloud/application_default_credentials.json']
    .filter((path) => exists(`${home}/${path}`))
    .map((path) => `~/${path}`)
  const found = [...named, ...shared]
  return found.length === 0 ? undefined : { found, settings: [] }
}
