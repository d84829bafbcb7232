/** The key map and the filter language in words. */
import type { FilterKey } from './filter.ts'
import { filterKeyNames, filterKeys } from './filter.ts'
import { keyMap } from './keys.ts'
import type { Layout } from './layout.ts'

/** A line without a label is a heading. */
export interface HelpLine {
  readonly label: string
  readonly text: string
}

const groups = ['Move', 'Look', 'Find', 'Take away', 'Leave'] as const

/** `applies`: the filter keys that the list at hand knows. */
export function helpLines(applies: readonly FilterKey[]): readonly HelpLine[] {
  const keys = groups.flatMap((group) => [
    { label: '', text: group },
    ...keyMap
      .filter((binding) => binding.group === group)
      .map(({ action, label, help }) => ({ label: action === 'sort-right' ? '>' : label, text: help })),
  ])
  return [
    ...keys,
    { label: '', text: 'Filter' },
    { label: 'word', text: 'Rows that have it; several words must all be there' },
    { label: '!word', text: 'Rows that do not have it' },
    { label: '"a b"', text: 'Words with a space' },
    ...filterKeyNames
      .filter((key) => applies.includes(key))
      .map((key) => ({ label: `${key}:`, text: filterKeys[key] })),
  ]
}

export interface HelpLayout {
  readonly height: number
  readonly columns: number
  readonly cells: number
}

export function helpLayout(layout: Layout): HelpLayout {
  const columns = layout.columns >= 100 ? 2 : 1
  return { height: layout.rows - 2, columns, cells: Math.floor(layout.columns / columns) }
}

/** How far the help can be scrolled. */
export function lowestHelp(applies: readonly FilterKey[], layout: Layout): number {
  const { height, columns } = helpLayout(layout)
  return Math.max(0, helpLines(applies).length - height * columns)
}
