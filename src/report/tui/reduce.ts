/** What each key does: `(state, event) -> state`, with nothing else read or changed. */
import { draftOf, typed } from './draft.ts'
import { exportFormats } from './export.ts'
import { lowestHelp } from './help-lines.ts'
import type { Action } from './keys.ts'
import { actionFor } from './keys.ts'
import { paneLines } from './pane.ts'
import type { ListAt, Tab } from './places.ts'
import { tabs } from './places.ts'
import { clean } from '../lines.ts'
import type { Effect, Event, Frame, Note, State } from './state.ts'
import { frameOf, layoutFor, openFrame, reorder, selectedRow, withFrame } from './state.ts'

export function reduce(listAt: ListAt, before: State, event: Event): State {
  const state: State = { ...before, effects: [] }
  if (event.kind === 'note') return { ...state, note: event.note }
  if (event.kind === 'resize') return withFrame({ ...state, size: event.size }, frameOf(state))
  if (event.kind === 'paste') {
    if (state.mode !== 'filter') return state
    return Array.from(clean(event.text)).reduce((sum, character) => onFilterKey(sum, character), state)
  }
  const quiet: State = { ...state, note: undefined }
  if (event.key === 'ctrl-c') return act(quiet, { kind: 'quit' })
  if (state.mode === 'filter') return onFilterKey(quiet, event.key)
  if (state.mode === 'export') return onExportKey(quiet, event.key)
  const action = actionFor(event.key)
  if (action === undefined) return state
  if (state.mode === 'help') return onHelpAction(quiet, action)
  return onAction(listAt, quiet, action)
}

function act(state: State, effect: Effect): State {
  return { ...state, effects: [effect] }
}

function say(state: State, text: string, tone: Note['tone'] = 'warn'): State {
  return { ...state, note: { text, tone } }
}

function onFilterKey(state: State, key: string): State {
  const frame = frameOf(state)
  if (key === 'enter') return { ...state, mode: 'browse' }
  if (key === 'escape') return withFrame({ ...state, mode: 'browse' }, reorder(frame, { filter: '' }))
  if (key === 'up' || key === 'down') return withFrame(state, move(frame, key === 'up' ? -1 : 1))
  const draft = typed(state.draft, key)
  if (draft.text === state.draft.text) return { ...state, draft }
  return withFrame({ ...state, draft }, reorder(frame, { filter: draft.text }))
}

function onExportKey(state: State, key: string): State {
  const format = exportFormats.find((candidate) => candidate.key === key)
  if (format === undefined) return { ...state, mode: 'browse' }
  return act({ ...state, mode: 'browse' }, { kind: 'export', format: format.id, frame: frameOf(state) })
}

function onHelpAction(state: State, action: Action): State {
  if (action === 'quit') return act(state, { kind: 'quit' })
  if (action === 'help' || action === 'back' || action === 'open') return { ...state, mode: 'browse', helpTop: 0 }
  const by = steps(state, frameOf(state))[action]
  if (by === undefined) return state
  const lowest = lowestHelp(frameOf(state).listing.keys, layoutFor(state))
  return { ...state, helpTop: Math.min(Math.max(0, state.helpTop + by), lowest) }
}

function onAction(listAt: ListAt, state: State, action: Action): State {
  const frame = frameOf(state)
  const moved = steps(state, frame)[action]
  if (moved !== undefined) return withFrame(state, move(frame, moved))
  const tab = tabs.find((candidate) => candidate === action)
  if (tab !== undefined) return toTab(listAt, state, tab)
  const turn = { 'next-tab': 1, 'previous-tab': -1 }[action as string]
  if (turn !== undefined) {
    return withTab(state, tabs[(tabs.indexOf(state.tab) + turn + tabs.length) % tabs.length] ?? 'findings')
  }
  if (action.startsWith('sort-')) return sorted(state, frame, action)
  if (action.startsWith('pane')) return onPane(state, action)
  if (action === 'next-beside') return goBeside(listAt, state, frame, 1)
  if (action === 'previous-beside') return goBeside(listAt, state, frame, -1)
  return onRow(listAt, state, frame, action)
}

function onRow(listAt: ListAt, state: State, frame: Frame, action: Action): State {
  if (action === 'open') return openRow(listAt, state, frame)
  if (action === 'back') return goBack(state, frame)
  if (action === 'filter') {
    return withFrame(
      { ...state, mode: 'filter', draft: draftOf(frame.filter) },
      { ...frame, anchor: selectedRow(frame) },
    )
  }
  if (action === 'help') return { ...state, mode: 'help' }
  if (action === 'quit' || action === 'redraw') return act(state, { kind: action })
  if (action === 'export') {
    return frame.order.length === 0
      ? say(state, 'No rows to export. Esc clears the filter.')
      : { ...state, mode: 'export' }
  }
  return copied(state, frame, action)
}

/** Rows that an action goes down (or, negative, up). */
function steps(state: State, frame: Frame): { readonly [A in Action]?: number } {
  const page = layoutFor(state).tableRows
  const half = Math.max(1, Math.floor(page / 2))
  const all = frame.order.length
  return {
    down: 1,
    up: -1,
    'half-down': half,
    'half-up': -half,
    'page-down': page,
    'page-up': -page,
    top: -all,
    bottom: all,
  }
}

function move(frame: Frame, by: number): Frame {
  return {
    ...frame,
    anchor: undefined,
    selected: Math.min(Math.max(0, frame.selected + by), Math.max(0, frame.order.length - 1)),
  }
}

function withTab(state: State, tab: Tab): State {
  const next = { ...state, tab, paneTop: 0 }
  return withFrame(next, frameOf(next))
}

/** A view's own number pressed again leads back to its top list. */
function toTab(listAt: ListAt, state: State, tab: Tab): State {
  if (state.tab !== tab) return withTab(state, tab)
  const root = state.stacks[tab][0] ?? openFrame(listAt, { kind: tab })
  return withTab({ ...state, stacks: { ...state.stacks, [tab]: [root] } }, tab)
}

function openRow(listAt: ListAt, state: State, frame: Frame): State {
  const row = selectedRow(frame)
  if (row === undefined) return state
  const place = frame.listing.open(row)
  if (place === undefined || same(place, frame.place)) {
    const { pane } = layoutFor(state)
    return pane === 'none'
      ? withFrame({ ...state, pane: true }, frame)
      : say(state, 'This is all there is of it. J and K scroll the detail.')
  }
  const stack = [...state.stacks[state.tab], openFrame(listAt, place)]
  return withTab({ ...state, stacks: { ...state.stacks, [state.tab]: stack } }, state.tab)
}

/** Instead of this path or hop the one beside it; Esc leads back to the same list as before. */
function goBeside(listAt: ListAt, state: State, frame: Frame, by: 1 | -1): State {
  if (frame.listing.beside === undefined)
    return say(state, '[ and ] go through the paths of a finding, or the hops of a path.')
  const place = frame.listing.beside(by)
  if (place === undefined) return say(state, by === 1 ? 'This is the last one.' : 'This is the first one.', 'dim')
  const stack = [...state.stacks[state.tab].slice(0, -1), openFrame(listAt, place)]
  return withTab({ ...state, stacks: { ...state.stacks, [state.tab]: stack } }, state.tab)
}

function same(a: Frame['place'], b: Frame['place']): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function goBack(state: State, frame: Frame): State {
  if (frame.filter !== '') return withFrame(state, reorder(frame, { filter: '' }))
  const stack = state.stacks[state.tab]
  if (stack.length < 2) return say(state, 'This is the top. q quits, ? helps.', 'dim')
  return withTab({ ...state, stacks: { ...state.stacks, [state.tab]: stack.slice(0, -1) } }, state.tab)
}

function sorted(state: State, frame: Frame, action: Action): State {
  const { columns } = frame.listing
  const now = frame.sort
  if (action === 'sort-reverse') {
    const sort = now === undefined ? { column: 0, descending: true } : { ...now, descending: !now.descending }
    return withFrame(state, reorder(frame, { sort }))
  }
  const step = action === 'sort-right' ? 1 : -1
  // One place beyond either end is the list's own order.
  const places = columns.length + 1
  const next = ((now === undefined ? columns.length : now.column) + step + places) % places
  const sort = next === columns.length ? undefined : { column: next, descending: now?.descending ?? false }
  return withFrame(state, reorder(frame, { sort }))
}

function onPane(state: State, action: Action): State {
  const shown = layoutFor(state).pane !== 'none'
  if (action === 'pane') {
    const next = withFrame({ ...state, pane: !shown }, frameOf(state))
    const refused = !shown && layoutFor({ ...next, pane: true }).pane === 'none'
    return refused ? say(next, 'No room for the detail here. Enlarge the terminal.') : next
  }
  if (!shown) return say(state, 'p shows the detail.')
  const { paneColumns, paneRows } = layoutFor(state)
  const row = selectedRow(frameOf(state))
  const lines = row === undefined ? [] : paneLines(frameOf(state).listing.detail(row), paneColumns)
  const paneTop = state.paneTop + (action === 'pane-down' ? 1 : -1)
  return { ...state, paneTop: Math.min(Math.max(0, paneTop), Math.max(0, lines.length - paneRows)) }
}

function copied(state: State, frame: Frame, action: Action): State {
  const row = selectedRow(frame)
  if (row === undefined) return say(state, 'Nothing is selected.')
  if (action === 'copy-id') {
    const text = frame.listing.nativeId(row)
    return text === undefined
      ? say(state, 'This row has no id to copy.')
      : act(state, { kind: 'copy', text, what: text })
  }
  const text = frame.listing.command(row)
  if (text === undefined) return say(state, 'No command is known for this row. The detail says what to do.')
  return act(state, { kind: 'copy', text, what: frame.listing.commandName(row) ?? text.split('\n')[0] ?? text })
}
