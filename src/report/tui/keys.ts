/** The one key map: what a key does, what the help says of it, and what the footer shows. */
export const actions = [
  'down',
  'up',
  'half-down',
  'half-up',
  'page-down',
  'page-up',
  'top',
  'bottom',
  'open',
  'back',
  'next-beside',
  'previous-beside',
  'findings',
  'identities',
  'credentials',
  'coverage',
  'next-tab',
  'previous-tab',
  'filter',
  'sort-left',
  'sort-right',
  'sort-reverse',
  'pane',
  'pane-down',
  'pane-up',
  'copy-id',
  'copy-command',
  'export',
  'help',
  'redraw',
  'quit',
] as const
export type Action = (typeof actions)[number]

export interface Binding {
  readonly action: Action
  readonly keys: readonly string[]
  /** How the keys are written on screen. */
  readonly label: string
  readonly help: string
  readonly group: 'Move' | 'Look' | 'Find' | 'Take away' | 'Leave'
  /** The word in the footer; the lower `rank`, the longer it stays when the line is short. */
  readonly footer?: { readonly word: string; readonly rank: number }
}

export const keyMap: readonly Binding[] = [
  { action: 'down', keys: ['j', 'down'], label: 'j down', help: 'Next row', group: 'Move' },
  { action: 'up', keys: ['k', 'up'], label: 'k up', help: 'Previous row', group: 'Move' },
  { action: 'half-down', keys: ['ctrl-d'], label: '^d', help: 'Half a page down', group: 'Move' },
  { action: 'half-up', keys: ['ctrl-u'], label: '^u', help: 'Half a page up', group: 'Move' },
  { action: 'page-down', keys: ['pagedown', 'ctrl-f', ' '], label: 'PgDn', help: 'A page down', group: 'Move' },
  { action: 'page-up', keys: ['pageup', 'ctrl-b'], label: 'PgUp', help: 'A page up', group: 'Move' },
  { action: 'top', keys: ['g', 'home'], label: 'g Home', help: 'First row', group: 'Move' },
  { action: 'bottom', keys: ['G', 'end'], label: 'G End', help: 'Last row', group: 'Move' },
  {
    action: 'open',
    keys: ['enter', 'right', 'l'],
    label: 'Enter',
    help: 'Open the row: its subject, grants, findings, evidence',
    group: 'Look',
    footer: { word: 'open', rank: 1 },
  },
  {
    action: 'back',
    keys: ['escape', 'backspace', 'left', 'h'],
    label: 'Esc',
    help: 'Back to where you were; clears the filter first',
    group: 'Look',
    footer: { word: 'back', rank: 2 },
  },
  {
    action: 'next-beside',
    keys: [']'],
    label: ']',
    help: 'In a path or a hop: the next one',
    group: 'Look',
    footer: { word: 'next', rank: 4 },
  },
  { action: 'previous-beside', keys: ['['], label: '[', help: 'In a path or a hop: the one before', group: 'Look' },
  { action: 'findings', keys: ['1'], label: '1', help: 'Findings', group: 'Look' },
  { action: 'identities', keys: ['2'], label: '2', help: 'Identities', group: 'Look' },
  { action: 'credentials', keys: ['3'], label: '3', help: 'Credentials', group: 'Look' },
  {
    action: 'coverage',
    keys: ['4'],
    label: '4',
    help: 'Coverage: what was not seen, and what mends it',
    group: 'Look',
  },
  {
    action: 'next-tab',
    keys: ['tab'],
    label: 'Tab',
    help: 'Next view',
    group: 'Look',
    footer: { word: 'view', rank: 5 },
  },
  { action: 'previous-tab', keys: ['shift-tab'], label: 'Shift-Tab', help: 'Previous view', group: 'Look' },
  {
    action: 'pane',
    keys: ['p'],
    label: 'p',
    help: 'Detail pane on or off',
    group: 'Look',
    footer: { word: 'detail', rank: 6 },
  },
  { action: 'pane-down', keys: ['J'], label: 'J', help: 'Scroll the detail down', group: 'Look' },
  { action: 'pane-up', keys: ['K'], label: 'K', help: 'Scroll the detail up', group: 'Look' },
  {
    action: 'filter',
    keys: ['/'],
    label: '/',
    help: 'Filter the rows',
    group: 'Find',
    footer: { word: 'filter', rank: 3 },
  },
  { action: 'sort-left', keys: ['<'], label: '<', help: 'Sort by the column to the left', group: 'Find' },
  {
    action: 'sort-right',
    keys: ['>'],
    label: '< >',
    help: 'Sort by the column to the right',
    group: 'Find',
    footer: { word: 'sort', rank: 8 },
  },
  { action: 'sort-reverse', keys: ['S'], label: 'S', help: 'Sort the other way round', group: 'Find' },
  {
    action: 'copy-id',
    keys: ['y'],
    label: 'y',
    help: 'Copy the native id',
    group: 'Take away',
    footer: { word: 'copy id', rank: 7 },
  },
  {
    action: 'copy-command',
    keys: ['Y'],
    label: 'Y',
    help: 'Copy the remediation command, or what breaks a path',
    group: 'Take away',
    footer: { word: 'copy command', rank: 10 },
  },
  {
    action: 'export',
    keys: ['e'],
    label: 'e',
    help: 'Export the rows shown to a file',
    group: 'Take away',
    footer: { word: 'export', rank: 9 },
  },
  { action: 'help', keys: ['?'], label: '?', help: 'This help', group: 'Leave', footer: { word: 'help', rank: 0 } },
  { action: 'redraw', keys: ['ctrl-l'], label: '^l', help: 'Draw the screen anew', group: 'Leave' },
  {
    action: 'quit',
    keys: ['q', 'ctrl-c'],
    label: 'q',
    help: 'Quit (also Ctrl-C)',
    group: 'Leave',
    footer: { word: 'quit', rank: 4 },
  },
]

const byKey = new Map(keyMap.flatMap((binding) => binding.keys.map((key) => [key, binding.action] as const)))

export function actionFor(key: string): Action | undefined {
  return byKey.get(key)
}

/** `Enter open  / filter  q quit`, as many as fit, in the order of the map. */
export function footerText(columns: number, without: readonly Action[] = []): string {
  const shown = keyMap.flatMap(({ action, label, footer }) =>
    footer === undefined || without.includes(action) ? [] : [{ text: `${label} ${footer.word}`, rank: footer.rank }],
  )
  const kept = [...shown]
  while (kept.length > 1 && kept.map(({ text }) => text).join('  ').length > columns) {
    const last = kept.toSorted((a, b) => b.rank - a.rank)[0]
    if (last === undefined) break
    kept.splice(kept.indexOf(last), 1)
  }
  return kept.map(({ text }) => text).join('  ')
}

const named: { readonly [character: string]: string } = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u001B': 'escape',
  '\u007F': 'backspace',
  '\b': 'backspace',
}

/** Keys in a piece of input: a burst such as `jjj` is three. */
export function keysOf(input: string): readonly string[] {
  return Array.from(input, (character) => {
    const code = character.codePointAt(0) ?? 0
    return named[character] ?? (code > 0 && code < 27 ? `ctrl-${String.fromCodePoint(code + 96)}` : character)
  })
}
