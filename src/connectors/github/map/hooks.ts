/** What of a webhook's address may be kept. */
export interface HookAddress {
  /** None: there is no address, or none that can be read. */
  readonly host: string | null
  readonly plainHttp: boolean
}

/** Path, query and user of the address may hold secrets, as Slack's and Discord's do: only the host remains. */
export function hookAddress(url: string | null | undefined): HookAddress {
  if (typeof url !== 'string' || !URL.canParse(url)) return { host: null, plainHttp: false }
  const { hostname, protocol } = new URL(url)
  return { host: hostname === '' ? null : hostname, plainHttp: protocol === 'http:' }
}
