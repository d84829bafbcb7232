import type { Discovery, Look } from '../contract.ts'

/** Signs that this machine is signed in to Microsoft. */
export function discover({ env, exists, home }: Look): Discovery | undefined {
  const named = ['AZURE_CLIENT_ID', 'AZURE_FEDERATED_TOKEN_FILE', 'IDENTITY_ENDPOINT'].filter(
    (name) => env(name) !== undefined,
  )
  const shared = ['.azure/azureProfile.json'].filter((path) => exists(`${home}/${path}`)).map((path) => `~/${path}`)
  const found = [...named, ...shared]
  if (found.length === 0) return undefined
  const tenant = env('AZURE_TENANT_ID')
  return { found, settings: tenant === undefined ? [] : [`tenants: [${JSON.stringify(tenant)}]`] }
}
