/** Further addresses of somebody, out of the fields in which directories keep them. */
import type { OtherAddress } from '../../model/facts/addresses.ts'

type Given = string | null | undefined | readonly (string | null)[]

/** What people put in themselves, so that they can be reached when locked out: often where they live, not where they work. */
const ownWords: ReadonlySet<string> = new Set(['secondEmail', 'otherMails'])

/**
 * Each once, under the first field that has it; `usual`: those by which they are known anyway. Private addresses are
 * nobody's business: of what people put in themselves only what has a domain of their other addresses is kept.
 */
export function otherAddresses(
  fields: { readonly [field: string]: Given },
  usual: readonly (string | null | undefined)[],
): { readonly otherAddresses?: readonly OtherAddress[] } {
  const seen = new Set(usual.flatMap((address) => address?.toLowerCase() ?? []))
  const domains = new Set([...seen].map(domainOf))
  const found: OtherAddress[] = []
  for (const [field, given] of Object.entries(fields))
    for (const each of typeof given === 'string' ? [given] : (given ?? [])) {
      const address = addressIn(each)
      if (address === undefined || seen.has(address)) continue
      if (!ownWords.has(field)) domains.add(domainOf(address))
      else if (!domains.has(domainOf(address))) continue
      seen.add(address)
      found.push({ address, field })
    }
  const sorted = found.toSorted((a, b) => (a.address < b.address ? -1 : 1))
  return sorted.length === 0 ? {} : { otherAddresses: sorted }
}

/**
 * `SMTP:` is the first address of a mailbox, `smtp:` a further one; what begins otherwise is no address of mail:
 * https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate
 */
function addressIn(written: string | null): string | undefined {
  const [, scheme = 'smtp', address = ''] = /^(?:(\w+):)?(.*)$/s.exec(written?.trim() ?? '') ?? []
  return scheme.toLowerCase() === 'smtp' && /^[^@\s]+@[^@\s]+$/.test(address) ? address.toLowerCase() : undefined
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
