/** Whether somebody still belongs here, by every directory that was read: Okta, Entra ID, Google Workspace. */
import type { View } from '../inventory/view.ts'
import type { Evidence, GapReason } from '../model/index.ts'
import { directories, ssoAddressOf } from './effective/directories.ts'
import type { Account, Directory, Standing } from './effective/directories.ts'

export type { Standing } from './effective/directories.ts'

export interface Person {
  /** The address under which they were found, in small letters. */
  readonly email: string
  readonly status: Standing
  /** One sentence a directory, the one that decides first: `Okta organization acme: lisa@acme.example is deprovisioned since 2026-02-02`. */
  readonly evidence: readonly string[]
  /** The same, as findings carry it. */
  readonly read: readonly Evidence[]
  /** Entity ids of their accounts. */
  readonly accounts: readonly string[]
}

/**
 * Who an address belongs to. An identity provider outranks the other directories: who is deprovisioned in Okta is gone,
 * although somebody forgot them in Google. Of several directories of one rank, one where they are active will do.
 * undefined: no directory knows the address, or none was read; `unseenPeople` says what would tell.
 */
export function personOf(view: View, email: string): Person | undefined {
  const address = email.trim().toLowerCase()
  const found = entriesOf(view, address).flatMap((entry) => accountOf(view, entry) ?? [])
  const [best] = found.toSorted((a, b) => a.rank - b.rank)
  if (best === undefined) return undefined
  const deciding = found.filter(({ rank }) => rank === best.rank)
  const said = statusOf(deciding.map(({ account }) => account.standing))
  const status = said === 'gone' && mayBeHere(view, found, best.rank) ? 'unknown' : said
  const told = found.toSorted((a, b) => a.rank - b.rank || weight(a, status) - weight(b, status))
  return {
    email: address,
    status,
    evidence: told.map(({ where, by, account }) => `${where}: ${address}${inWords(by)} ${account.words}`),
    read: told.map(({ where, by, account }) => ({
      ...account.read,
      detail: `${where}: ${address}${inWords(by)}, ${account.read.detail}`,
    })),
    accounts: told.map(({ id }) => id),
  }
}

/** The address of whoever an account belongs to, by its entity's id: of a directory, or of GitHub by single sign-on. */
export function emailOf(view: View, id: string): string | undefined {
  const directory = directoryOf(id)
  const user = directory?.user(view, id) ?? view.identity(id)
  if (user === undefined || user.kind !== 'user') return undefined
  const [address] = directory === undefined ? [ssoAddressOf(user)] : directory.addresses(user)
  return address?.toLowerCase()
}

/** Some directory was read, or should have been. */
export function hasDirectory(view: View): boolean {
  return directories.some((directory) => scopesOf(view, directory).length > 0)
}

/** Why an address that no directory knows may belong to somebody all the same, and what would tell. */
export function unseenPeople(view: View): Missing {
  // Where everybody was listed, somebody who is not among them was deleted, or never was a person.
  const missing = hasDirectory(view) ? [] : directories.map(({ facet }) => facet)
  return missingPeople(view) ?? { because: 'not-collected', missing }
}

export interface Missing {
  readonly because: GapReason
  readonly missing: readonly string[]
}

/** What of the directories that are scanned could not be read; undefined: nothing. */
export function missingPeople(view: View): Missing | undefined {
  const gaps = directories.flatMap((directory) =>
    scopesOf(view, directory).flatMap((scope) => {
      const gap = view.gap(directory.facet, scope.id)
      return gap === undefined ? [] : [{ because: gap.reason, missing: gap.permission ?? directory.permission }]
    }),
  )
  const [first] = gaps
  if (first === undefined) return undefined
  return { because: first.because, missing: [...new Set(gaps.map(({ missing }) => missing))].toSorted() }
}

/** An account that an address leads to. */
interface Entry {
  readonly id: string
  /** Where it is not the one that they sign in with or are known by: the field that has it. */
  readonly field?: string
}

/** `ben+deploy@` is read by `ben@`, unless somebody is known by just that: https://www.rfc-editor.org/rfc/rfc5233 */
function entriesOf(view: View, address: string): readonly Entry[] {
  const { usual, others } = addressBook(view)
  const plain = address.replace(/^([^+@]+)\+[^@]*@/, '$1@')
  return usual.get(address) ?? others.get(address) ?? usual.get(plain) ?? others.get(plain) ?? []
}

/**
 * Nobody is gone as long as a directory that would decide otherwise was not read to its end: one of a higher rank, or
 * another one of the same. Nor is who left the part that was read, where another directory still has them.
 */
function mayBeHere(view: View, found: readonly Found[], rank: number): boolean {
  const active = found.some(({ account }) => account.standing === 'active')
  const told = new Set(found.map(({ scope }) => scope))
  return directories
    .slice(0, rank + 1)
    .some((directory) =>
      scopesOf(view, directory).some(
        ({ id }) => view.gap(directory.facet, id) !== undefined && (active || !told.has(id)),
      ),
    )
}

type Book = Map<string, Entry[]>

/** Ids alone: a directory may hold more people than fit into memory with all their facts. */
function addressBook(view: View): { readonly usual: Book; readonly others: Book } {
  return view.onceForAll('people by address', () => {
    const [usual, others]: [Book, Book] = [new Map(), new Map()]
    const write = (book: Book, address: string, entry: Entry): void => {
      book.set(address, [...(book.get(address) ?? []), entry])
    }
    for (const directory of directories)
      for (const scope of scopesOf(view, directory))
        for (const user of directory.users(view, scope.id)) {
          const { id } = user
          for (const address of new Set(directory.addresses(user).map((each) => each.toLowerCase())))
            write(usual, address, { id })
          for (const { address, field } of directory.others(user)) write(others, address, { id, field })
        }
    return { usual, others }
  })
}

function scopesOf(view: View, { provider, scopeKind }: Directory) {
  return view.scopes().filter((scope) => scope.provider === provider && scope.kind === scopeKind)
}

interface Found {
  readonly id: string
  readonly scope: string
  readonly rank: number
  /** `Okta organization acme` */
  readonly where: string
  /** The field that has the address, and the address that they are known by; undefined: just that. */
  readonly by: { readonly field: string; readonly usual: string } | undefined
  readonly account: Account
}

function inWords(by: Found['by']): string {
  return by === undefined ? '' : ` (${by.field} of ${by.usual})`
}

function accountOf(view: View, { id, field }: Entry): Found | undefined {
  const directory = directoryOf(id)
  const user = directory?.user(view, id)
  if (directory === undefined || user === undefined) return undefined
  const scope = view.scopes().find((each) => each.id === user.scope)
  const where = `${directory.title} ${scope?.name ?? user.scope}`
  const rank = directories.indexOf(directory)
  const by = field === undefined ? undefined : { field, usual: directory.addresses(user)[0] ?? user.nativeId }
  return { id, scope: user.scope, rank, where, by, account: directory.account(user) }
}

function directoryOf(id: string): Directory | undefined {
  return directories.find(({ provider }) => id.startsWith(`${provider}:`))
}

function statusOf(standings: readonly Standing[]): Standing {
  if (standings.includes('active')) return 'active'
  return standings.includes('unknown') ? 'unknown' : 'gone'
}

function weight({ account }: Found, status: Standing): number {
  return account.standing === status ? 0 : 1
}
