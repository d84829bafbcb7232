/**
 * The two ways in which Google writes permissions: `iam.serviceAccounts.getAccessToken` in roles, and
 * `iam.googleapis.com/serviceAccounts.getAccessToken` in deny policies and boundaries. Those of pools are written in the
 * second way everywhere: https://cloud.google.com/iam/docs/roles-permissions/iam
 * https://cloud.google.com/iam/docs/deny-permissions-support
 */

/** Services whose name in roles is not the beginning of their address. */
const addresses: { readonly [service: string]: string } = {
  resourcemanager: 'cloudresourcemanager',
  cloudtranslate: 'translate',
  clientauthconfig: 'oauthconfig',
}

/** `iam.serviceAccounts.actAs` -> `iam.googleapis.com/serviceAccounts.actAs` */
export function qualified(permission: string): string {
  if (permission.includes('/')) return permission
  // In roles they belong to the API that keys once were made with.
  if (permission.startsWith('serviceusage.apiKeys.'))
    return permission.replace('serviceusage.apiKeys.', 'apikeys.googleapis.com/keys.')
  const dot = permission.indexOf('.')
  const service = permission.slice(0, dot)
  return `${addresses[service] ?? service}.googleapis.com/${permission.slice(dot + 1)}`
}

/** The pattern may have `*` for a resource, a verb, or both: `iam.googleapis.com/*.*`. */
export function covers(pattern: string, permission: string): boolean {
  if (!pattern.includes('*')) return pattern === permission
  const known = patterns.get(pattern)
  const made = known ?? new RegExp(`^${pattern.split('*').map(escaped).join('[^/]*')}$`)
  if (known === undefined) patterns.set(pattern, made)
  return made.test(permission)
}

const patterns = new Map<string, RegExp>()

function escaped(text: string): string {
  return text.replaceAll(/[.\\+?^${}()|[\]]/g, String.raw`\$&`)
}
