/** The lines around the table: title, counts, views, breadcrumbs; notes and keys below. */
import { Box, Text } from 'ink'
import { severities } from '../../model/index.ts'
import { count, instant, number } from '../words.ts'
import type { Data } from './data.ts'
import { exportFormats } from './export.ts'
import { severityMark } from './glyphs.ts'
import type { Action } from './keys.ts'
import { footerText } from './keys.ts'
import type { Layout } from './layout.ts'
import { useLook } from './look.ts'
import type { Look } from './look.ts'
import { clean } from '../lines.ts'
import { width } from './screen.ts'
import { scopeWords } from './lists/describe.ts'
import { tabs } from './places.ts'
import type { Frame, State } from './state.ts'
import { frameOf } from './state.ts'

export function Header({
  data,
  state,
  layout,
}: {
  readonly data: Data
  readonly state: State
  readonly layout: Layout
}) {
  const look = useLook()
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text bold wrap="truncate-end">
        {look.cells(titleText(data, look, layout.columns), layout.columns)}
      </Text>
      {layout.counts ? <Counts data={data} columns={layout.columns} /> : null}
      <Tabs state={state} data={data} columns={layout.columns} />
      <Breadcrumbs state={state} columns={layout.columns} />
    </Box>
  )
}

function titleText(data: Data, look: Look, columns: number): string {
  const { scan, tool } = data.head
  const narrow = columns < 80
  const asOf = narrow ? scan.asOf.slice(0, 10) : `as of ${instant(scan.asOf)}`
  const partial = scan.status === 'complete' ? [] : [narrow ? scan.status : `scan ${scan.status}`]
  const first = data.scopes[0]
  const one = data.scopes.length === 1 && first !== undefined
  const scopes = one ? clean(scopeWords(data, first.id)) : count(data.scopes.length, 'scope')
  const endpoints = scan.endpoints?.length ? [`endpoint ${clean(scan.endpoints.join(', '))}`] : []
  const modules = Object.values(scan.modules ?? {}).map((module) => `connector ${clean(module)}`)
  return [`Muster ${tool.version}`, 'read-only', asOf, ...partial, scopes, ...endpoints, ...modules].join(` ${look.glyphs.dot} `)
}

function Counts({ data, columns }: { readonly data: Data; readonly columns: number }) {
  const look = useLook()
  const { identities, credentials, findings, unknown } = data.head.summary
  const ai = identities.ai === 0 ? '' : ` (${number(identities.ai)} AI)`
  const start = `${count(identities.total, 'identity')}${ai} ${look.glyphs.dot} ${count(credentials.total, 'credential')} ${look.glyphs.dot} `
  const parts = severities.map((severity) => ({
    severity,
    text: `${severityMark(severity, 'proven', look.glyphs)} ${number(findings[severity])}`,
  }))
  const end = `${look.glyphs.dot} ${number(unknown)} not judged`
  const whole = `${start}${parts.map(({ text }) => text).join('  ')} ${end}`
  if (width(whole) > columns) return <Text>{look.cells(shortCounts(data), columns)}</Text>
  return (
    <Text wrap="truncate-end">
      {start}
      {parts.map(({ severity, text }, index) => (
        <Text key={severity} {...look.theme(severity)}>{`${text}${index === parts.length - 1 ? ' ' : '  '}`}</Text>
      ))}
      {end}
    </Text>
  )
}

function shortCounts(data: Data): string {
  const { identities, findings, unknown } = data.head.summary
  const letters = severities.map((severity) => `${severity.charAt(0).toUpperCase()} ${number(findings[severity])}`)
  const ai = identities.ai === 0 ? '' : ` (${number(identities.ai)} AI)`
  return `${count(identities.total, 'identity')}${ai}  ${letters.join(' ')}  ${number(unknown)} not judged`
}

function Tabs({ state, data, columns }: { readonly state: State; readonly data: Data; readonly columns: number }) {
  const look = useLook()
  const texts = tabs.map((tab, index) => {
    const root = state.stacks[tab][0]
    const title = root?.listing.title ?? tab
    const size = tab === 'coverage' ? `${number(data.gaps.length)} not seen` : number(root?.listing.size ?? 0)
    return { tab, long: `${index + 1} ${title} ${size}`, short: `${index + 1} ${title}` }
  })
  const whole = texts.reduce((sum, { long }) => sum + width(long) + 3, 0)
  return (
    <Text wrap="truncate-end">
      {texts.map(({ tab, long, short }) => {
        const active = tab === state.tab
        const text = whole <= columns ? long : short
        return (
          <Text key={tab} bold={active} inverse={active}>
            {active ? `[${text}]` : ` ${text} `}
          </Text>
        )
      })}
      {look.cells('', 1)}
    </Text>
  )
}

function Breadcrumbs({ state, columns }: { readonly state: State; readonly columns: number }) {
  const look = useLook()
  const frame = frameOf(state)
  const names = state.stacks[state.tab].map(({ listing }) => listing.title)
  const right = countText(frame, look)
  const room = columns - width(right) - 1
  const shown = crumbs(names, room, look)
  return (
    <Text wrap="truncate-end">
      {look.cells(shown, room)} <Text {...look.theme('dim')}>{right}</Text>
    </Text>
  )
}

/** The way from the view to here; what is between gives way first. */
function crumbs(names: readonly string[], room: number, look: Look): string {
  const into = ` ${look.glyphs.into} `
  const [first = '', ...rest] = names
  const ways = rest.map((_, left) =>
    [first, ...(left === 0 ? [] : [look.glyphs.ellipsis]), ...rest.slice(left)].join(into),
  )
  return ways.find((way) => width(way) <= room) ?? ways.at(-1) ?? first
}

function countText(frame: Frame, look: Look): string {
  const { order, listing, sort } = frame
  const rows =
    order.length === listing.size
      ? count(listing.size, listing.noun)
      : `${number(order.length)} of ${count(listing.size, listing.noun)}`
  const at = order.length === 0 ? '' : `${number(frame.selected + 1)}/`
  const column = sort === undefined ? undefined : listing.columns[sort.column]
  const sorted =
    column === undefined
      ? ''
      : ` by ${column.title.toLowerCase()} ${sort?.descending ? look.glyphs.down : look.glyphs.up}`
  return `${at}${rows}${sorted}`
}

export function Footer({ state, layout }: { readonly state: State; readonly layout: Layout }) {
  const look = useLook()
  return (
    <Box flexDirection="column" flexShrink={0}>
      <StatusLine state={state} columns={layout.columns} />
      <Text {...look.theme('dim')} wrap="truncate-end">
        {look.cells(keyText(state, layout.columns), layout.columns)}
      </Text>
    </Box>
  )
}

function keyText(state: State, columns: number): string {
  if (state.mode === 'filter')
    return 'Enter keep  Esc clear  words, !word, key:value (sev:>=high age:>90); ? after Enter lists keys'
  if (state.mode === 'export')
    return `${exportFormats.map(({ key, title }) => `${key} ${title}`).join('  ')}  Esc cancel`
  if (state.mode === 'help') return 'j k scroll  Esc close  q quit'
  const { filter, listing } = frameOf(state)
  const atTop = state.stacks[state.tab].length === 1 && filter === ''
  const alone: readonly Action[] = listing.beside === undefined ? ['next-beside'] : []
  return footerText(columns, atTop ? ['back', ...alone] : alone)
}

function StatusLine({ state, columns }: { readonly state: State; readonly columns: number }) {
  const look = useLook()
  const frame = frameOf(state)
  if (state.mode === 'filter') return <FilterLine state={state} columns={columns} />
  if (state.mode === 'export')
    return <Text bold>{look.cells(`Export ${count(frame.order.length, 'row')} as`, columns)}</Text>
  if (state.note !== undefined)
    return <Text {...look.theme(state.note.tone)}>{look.cells(clean(state.note.text), columns)}</Text>
  const problem = frame.problems[0]
  if (problem !== undefined) return <Text {...look.theme('warn')}>{look.cells(`Filter: ${problem}`, columns)}</Text>
  return <Text>{look.cells(frame.filter === '' ? '' : `Filter: ${clean(frame.filter)} (Esc clears)`, columns)}</Text>
}

function FilterLine({ state, columns }: { readonly state: State; readonly columns: number }) {
  const look = useLook()
  const frame = frameOf(state)
  const problem = frame.problems[0]
  const right = problem ?? `${number(frame.order.length)} of ${number(frame.listing.size)}`
  const room = Math.max(10, columns - width(right) - 2)
  const characters = Array.from(state.draft.text)
  const before = characters.slice(0, state.draft.cursor)
  while (before.length > 0 && width(before.join('')) > room - 3) before.shift()
  const at = characters[state.draft.cursor] ?? ' '
  const after = look.cells(
    characters.slice(state.draft.cursor + 1).join(''),
    Math.max(0, room - width(before.join('')) - width(at) - 1),
  )
  return (
    <Text wrap="truncate-end">
      {`/${before.join('')}`}
      <Text inverse>{at}</Text>
      {`${after} `}
      <Text {...look.theme(problem === undefined ? 'dim' : 'warn')}>{right}</Text>
    </Text>
  )
}
