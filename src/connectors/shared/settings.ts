/** What the configuration only names: variables, files, addresses. */
import { ConfigError } from '../errors.ts'
import type { ConnectorIo } from '../contract.ts'

/** `should`: what the variable should hold, as a sentence. */
export function variable(name: string, env: ConnectorIo['env'], should: string): string {
  const value = env(name)?.trim()
  if (value !== undefined && value !== '') return value
  throw new ConfigError(`The environment variable ${name} is empty.`, should)
}

export async function fileText(path: string, readFile: ConnectorIo['readFile']): Promise<string> {
  try {
    return await readFile(path)
  } catch {
    throw new ConfigError(`${path} cannot be read.`, 'Check the path and its permissions.')
  }
}

/** The address that a variable of the vendor's own libraries names, as they take it; `usual` where it is empty. */
export function addressIn(name: string, env: ConnectorIo['env'], usual: string): string {
  const named = env(name)?.trim() ?? ''
  if (named === '') return usual
  if (URL.canParse(named)) return named
  throw new ConfigError(`${name} is no address: ${named}`, `It looks like ${usual}.`)
}

/** Tokens over plain http only to this host itself. `what` begins the sentence. */
export function refusePlainHttp(url: string, what: string): void {
  const { protocol, hostname } = new URL(url)
  if (protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname))
    return
  throw new ConfigError(`${what} ${url} is plain http.`, 'Use https; plain http is only for a loopback address.')
}
