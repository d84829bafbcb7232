/** The ways in which vendors say that there is more. Counts are never believed: a short page may have a successor. */
import { VendorError } from '../../errors.ts'
import { at } from './look.ts'
import type { Answer } from './send.ts'

export type Pages =
  /** `Link: <https://…>; rel="next"`: https://www.rfc-editor.org/rfc/rfc8288 */
  | { readonly by: 'link' }
  /** A value of the answer goes back as a parameter; `more`: only while that is true. */
  | { readonly by: 'cursor'; readonly from: string; readonly to: string; readonly more?: string }
  /** The last row's own value goes back: `after=<id>`, while `more` is true. */
  | { readonly by: 'last-row'; readonly field: string; readonly to: string; readonly more: string }
  /** Pages by number from `first` on, until the one that `last` names. */
  | { readonly by: 'page'; readonly to: string; readonly first: number; readonly last: string }
  /** By how many rows were seen, until `total` of them, or a page without rows. */
  | { readonly by: 'offset'; readonly to: string; readonly total?: string }
  /** `links.next`, an address: https://jsonapi.org/format/#fetching-pagination */
  | { readonly by: 'address'; readonly from: string }

/** What the next page is asked with: an address of its own, or parameters beside the first ones. */
export type Next = { readonly address: string } | { readonly parameters: { readonly [name: string]: string } }

export interface Seen {
  /** Pages before this one. */
  readonly pages: number
  /** Rows up to the end of this one. */
  readonly rows: number
  /** This page's own. */
  readonly list: readonly unknown[]
}

export interface Home {
  /** The address that was asked: no page on another server is followed. */
  readonly url: string
  /** As the vendor has it: `Vendor.severalHosts`. */
  readonly severalHosts: boolean
}

/** undefined: that was the last. */
export function nextOf(pages: Pages, answer: Answer, seen: Seen, home: Home, operation: string): Next | undefined {
  const parameter = (name: string, value: unknown): Next | undefined =>
    typeof value === 'string' || typeof value === 'number' ? given(name, String(value)) : undefined
  const has = (place: string | undefined): boolean => place === undefined || at(answer.data, place) === true
  switch (pages.by) {
    case 'link':
      return addressIn(linkIn(answer.header('link')), home, operation)
    case 'address':
      return addressIn(at(answer.data, pages.from), home, operation)
    case 'cursor':
      return has(pages.more) ? parameter(pages.to, at(answer.data, pages.from)) : undefined
    case 'last-row':
      return has(pages.more) ? parameter(pages.to, at(seen.list.at(-1), pages.field)) : undefined
    case 'page': {
      const last = Number(at(answer.data, pages.last) ?? pages.first)
      const next = pages.first + seen.pages + 1
      return next <= last ? given(pages.to, String(next)) : undefined
    }
    default: {
      const total = pages.total === undefined ? undefined : Number(at(answer.data, pages.total))
      if (seen.list.length === 0 || (total !== undefined && seen.rows >= total)) return undefined
      return given(pages.to, String(seen.rows))
    }
  }
}

function given(name: string, value: string): Next | undefined {
  return value === '' ? undefined : { parameters: { [name]: value } }
}

function addressIn(next: unknown, home: Home, operation: string): Next | undefined {
  if (next === undefined || next === null || next === '') return undefined
  const asked = new URL(home.url)
  if (typeof next === 'string' && URL.canParse(next, home.url)) {
    const url = new URL(next, home.url)
    if (url.origin === asked.origin) return { address: url.href }
    // The same list under another name of the same place: it goes on where it was asked for, with what is signed.
    if (home.severalHosts && asked.pathname.endsWith(url.pathname))
      return { address: new URL(url.search, home.url).href }
  }
  throw new VendorError('The answer names a further page on another server; it is not followed.', operation)
}

/** Several headers come as one; parameters stand in any order, and rel may hold more words than one. */
function linkIn(header: string | undefined): string | undefined {
  for (const [, address = '', parameters = ''] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;[^,"]*(?:"[^"]*")?)*)/g)) {
    const [, quoted, bare] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters) ?? []
    if ((quoted ?? bare ?? '').toLowerCase().split(/\s+/).includes('next')) return address
  }
  return undefined
}
