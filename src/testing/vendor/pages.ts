/** Cuts a list into pages, in the way that a route says its pages follow. */
import type { Pages } from '../../connectors/shared/vendor/pages.ts'
import { at } from '../../connectors/shared/vendor/look.ts'

export interface Page {
  readonly rows: readonly unknown[]
  /** Beside the rows, by place: `{ 'meta.next': 'c2' }`. */
  readonly beside: { readonly [place: string]: unknown }
  readonly headers: { readonly [name: string]: string }
}

/** `url`: what was asked, whole. */
export function pageOf(pages: Pages | undefined, rows: readonly unknown[], size: number, url: URL): Page {
  if (pages === undefined) return { rows, beside: {}, headers: {} }
  const from = startOf(pages, rows, size, url)
  const slice = rows.slice(from, from + size)
  const next = from + size < rows.length ? from + size : undefined
  return { rows: slice, ...following(pages, { rows: rows.length, size, next, url }) }
}

function startOf(pages: Pages, rows: readonly unknown[], size: number, url: URL): number {
  const asked = url.searchParams.get('to' in pages ? pages.to : cursor)
  if (asked === null) return 0
  if (pages.by === 'last-row') return rows.findIndex((row) => String(at(row, pages.field)) === asked) + 1
  if (pages.by === 'page') return (Number(asked) - pages.first) * size
  return Number(asked.replace(/^from-/, ''))
}

const cursor = 'cursor'

interface Position {
  readonly rows: number
  readonly size: number
  /** Where the next page begins; undefined: this is the last. */
  readonly next: number | undefined
  readonly url: URL
}

function following(pages: Pages, { rows, size, next, url }: Position): Omit<Page, 'rows'> {
  const address = (): string => {
    const there = new URL(url)
    there.searchParams.set(cursor, `from-${next}`)
    return there.href
  }
  const none = { beside: {}, headers: {} }
  switch (pages.by) {
    case 'link':
      return next === undefined ? none : { beside: {}, headers: { link: `<${address()}>; rel="next"` } }
    case 'address':
      return { ...none, beside: { [pages.from]: next === undefined ? null : address() } }
    case 'cursor': {
      const more = pages.more === undefined ? {} : { [pages.more]: next !== undefined }
      return { ...none, beside: { [pages.from]: next === undefined ? '' : `from-${next}`, ...more } }
    }
    case 'last-row':
      return { ...none, beside: { [pages.more]: next !== undefined } }
    case 'page':
      return { ...none, beside: { [pages.last]: pages.first + Math.max(1, Math.ceil(rows / size)) - 1 } }
    default:
      return { ...none, beside: pages.total === undefined ? {} : { [pages.total]: rows } }
  }
}

/** The answer’s body: the rows at their place (`data.items`; '' for the list itself), the rest at theirs. */
export function bodyOf(place: string, page: Page): unknown {
  if (place === '') return page.rows
  const body: { [name: string]: unknown } = {}
  for (const [path, value] of Object.entries({ ...page.beside, [place]: page.rows })) put(body, path.split('.'), value)
  return body
}

function put(body: { [name: string]: unknown }, [name = '', ...deeper]: readonly string[], value: unknown): void {
  if (deeper.length === 0) {
    body[name] = value
    return
  }
  const inner: { [name: string]: unknown } = { ...(body[name] as object | undefined) }
  body[name] = inner
  put(inner, deeper, value)
}
