import { Box, Text } from 'ink'
import { filterKeys } from './filter.ts'
import { keyMap } from './keys.ts'
import type { Layout } from './layout.ts'
import type { FilterKey } from './filter.ts'
import { useLook } from './look.ts'

const labelCells = 12
const groups = ['Move', 'Look', 'Find', 'Take away', 'Leave'] as const

export interface HelpLine {
  readonly label: string
  readonly text: string
}

/** The key map and the filter language in words; a line without a label is a heading. */
export function helpLines(applies: readonly FilterKey[]): readonly HelpLine[] {
  const keys = groups.flatMap((group) => [
    { label: '', text: group },
    ...keyMap
      .filter((binding) => binding.group === group)
      .map(({ action, label, help }) => ({
        label: action === 'sort-right' ? '>' : label,
        text: help,
      })),
  ])
  return [
    ...keys,
    { label: '', text: 'Filter' },
    { label: 'word', text: 'Rows that have it; several words must all be there' },
    { label: '!word', text: 'Rows that do not have it' },
    { label: '"a b"', text: 'Words with a space' },
    ...Object.entries(filterKeys)
      .filter(([key]) => applies.some((candidate) => candidate === key))
      .map(([key, text]) => ({ label: `${key}:`, text })),
  ]
}

export function Help({
  layout,
  top,
  applies,
}: {
  readonly layout: Layout
  readonly top: number
  readonly applies: readonly FilterKey[]
}) {
  const look = useLook()
  const lines = helpLines(applies)
  const height = layout.rows - 2
  const start = Math.min(top, Math.max(0, lines.length - height))
  return (
    <Box flexDirection="column" height={height} width={layout.columns} flexShrink={0}>
      {lines.slice(start, start + height).map(({ label, text }, index) => (
        <Text key={index} bold={label === ''} wrap="truncate-end">
          {label === ''
            ? look.cells(text, layout.columns)
            : look.cells(`  ${look.cells(label, labelCells)} ${text}`, layout.columns)}
        </Text>
      ))}
    </Box>
  )
}
