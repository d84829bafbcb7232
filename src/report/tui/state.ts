/** What the explorer remembers. Everything on screen is a function of it and of the data. */
import type { Draft } from './draft.ts'
import type { ExportFormat } from './export.ts'
import type { Layout, Size } from './layout.ts'
import { layoutOf } from './layout.ts'
import type { Listing, Place, Sort, Tone } from './listing.ts'
import type { ListAt, Tab } from './places.ts'

/** One list the user has gone into, as it was left. */
export interface Frame {
  readonly place: Place
  readonly listing: Listing
  readonly filter: string
  readonly sort: Sort | undefined
  /** Rows that pass the filter, in order; what is shown at `selected` is row `order[selected]`. */
  readonly order: Uint32Array
  readonly problems: readonly string[]
  readonly selected: number
  /** Place in `order` of the first row on screen. */
  readonly top: number
  /** The row that was selected when the filter was opened: selected again as soon as it passes. */
  readonly anchor?: number | undefined
}

export interface Note {
  readonly text: string
  readonly tone: Tone
}

/** What the world is asked to do; the host does it and answers with a note. */
export type Effect =
  | { readonly kind: 'copy'; readonly text: string; readonly what: string }
  | { readonly kind: 'export'; readonly format: ExportFormat; readonly frame: Frame }
  | { readonly kind: 'redraw' }
  | { readonly kind: 'quit' }

export interface State {
  readonly tab: Tab
  /** Each view keeps its own way down. */
  readonly stacks: { readonly [T in Tab]: readonly Frame[] }
  readonly mode: 'browse' | 'filter' | 'export' | 'help'
  readonly draft: Draft
  readonly size: Size
  /** `undefined`: whatever suits the size. */
  readonly pane: boolean | undefined
  readonly paneTop: number
  readonly helpTop: number
  readonly note: Note | undefined
  /** Of the last event only. */
  readonly effects: readonly Effect[]
}

export type Event =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'resize'; readonly size: Size }
  | { readonly kind: 'note'; readonly note: Note }

export function openFrame(listAt: ListAt, place: Place): Frame {
  const listing = listAt(place)
  const { rows, problems } = listing.order('', undefined)
  return { place, listing, filter: '', sort: undefined, order: rows, problems, selected: 0, top: 0 }
}

/** The frame with another filter or order, and the same row selected where it is still there. */
export function reorder(frame: Frame, change: { filter?: string; sort?: Sort | undefined }): Frame {
  const filter = change.filter ?? frame.filter
  const sort = 'sort' in change ? change.sort : frame.sort
  const { rows, problems } = frame.listing.order(filter, sort)
  const before = frame.anchor ?? frame.order[frame.selected]
  const kept = before === undefined ? -1 : rows.indexOf(before)
  return { ...frame, filter, sort, order: rows, problems, selected: Math.max(0, kept) }
}

export function startState(listAt: ListAt, size: Size): State {
  const root = (kind: Tab): readonly Frame[] => [openFrame(listAt, { kind })]
  const stacks = {
    findings: root('findings'),
    identities: root('identities'),
    credentials: root('credentials'),
    coverage: root('coverage'),
  }
  return {
    tab: 'findings',
    stacks,
    mode: 'browse',
    draft: { text: '', cursor: 0 },
    size,
    pane: undefined,
    paneTop: 0,
    helpTop: 0,
    note: undefined,
    effects: [],
  }
}

export function frameOf(state: State): Frame {
  const frame = state.stacks[state.tab].at(-1)
  if (frame === undefined) throw new Error(`the view ${state.tab} has no list`)
  return frame
}

export function selectedRow(frame: Frame): number | undefined {
  return frame.order[frame.selected]
}

/** Where things stand while the list is shown. */
export function layoutFor(state: State, frame: Frame = frameOf(state)): Layout {
  return layoutOf(state.size, state.pane, frame.place.kind === 'path')
}

/** The state with its list moved so that the selected row is on screen. */
export function withFrame(state: State, frame: Frame): State {
  const { tableRows } = layoutFor(state, frame)
  const selected = Math.min(Math.max(0, frame.selected), Math.max(0, frame.order.length - 1))
  const lowest = Math.max(0, frame.order.length - tableRows)
  const top = Math.min(Math.max(frame.top, selected - tableRows + 1), selected, lowest)
  const stack = state.stacks[state.tab]
  const moved = stack.at(-1)?.selected !== selected || stack.at(-1)?.listing !== frame.listing
  return {
    ...state,
    stacks: { ...state.stacks, [state.tab]: [...stack.slice(0, -1), { ...frame, selected, top }] },
    paneTop: moved ? 0 : state.paneTop,
  }
}
