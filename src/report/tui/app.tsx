import { Box, Text, useInput, usePaste, useWindowSize } from 'ink'
import type { Key } from 'ink'
import { useEffect, useSyncExternalStore } from 'react'
import { Footer, Header } from './chrome.tsx'
import type { Data } from './data.ts'
import { Detail } from './detail.tsx'
import { Help } from './help.tsx'
import { keysOf } from './keys.ts'
import type { Layout, Size } from './layout.ts'
import { smallest } from './layout.ts'
import type { Look } from './look.ts'
import { LookProvider, useLook } from './look.ts'
import type { State } from './state.ts'
import { frameOf, layoutFor, selectedRow } from './state.ts'
import type { Store } from './store.ts'
import { Table } from './table.tsx'

export interface AppProps {
  readonly data: Data
  readonly look: Look
  readonly store: Store
  /** Instead of the terminal's own. */
  readonly size?: Size
}

export function App({ data, look, store, size }: AppProps) {
  const terminal = useWindowSize()
  const { columns, rows } = size ?? terminal
  const state = useSyncExternalStore(store.subscribe, store.state)
  useEffect(() => store.send({ kind: 'resize', size: { columns, rows } }), [store, columns, rows])
  useInput((input, key) => {
    for (const name of keyNames(input, key)) store.send({ kind: 'key', key: name })
  })
  usePaste((text) => store.send({ kind: 'paste', text }))
  return (
    <LookProvider value={look}>
      <Screen data={data} state={{ ...state, size: { columns, rows } }} />
    </LookProvider>
  )
}

const special = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, string])[]

export function keyNames(input: string, key: Key): readonly string[] {
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab']
  const found = special.find(([name]) => key[name])
  if (found !== undefined) return [found[1]]
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`]
  // A lone Esc with a key right behind it arrives as one, like Alt and that key.
  return key.meta && input !== '' ? ['escape', ...keysOf(input)] : keysOf(input)
}

function Screen({ data, state }: { readonly data: Data; readonly state: State }) {
  const layout = layoutFor(state)
  if (layout.tooSmall) return <TooSmall size={state.size} />
  const frame = frameOf(state)
  if (state.mode === 'help') {
    return (
      <Box flexDirection="column" height={layout.rows} width={layout.columns}>
        <Help layout={layout} top={state.helpTop} applies={frame.listing.keys} />
        <Footer state={state} layout={layout} />
      </Box>
    )
  }
  return (
    <Box flexDirection="column" height={layout.rows} width={layout.columns}>
      <Header data={data} state={state} layout={layout} />
      <Body state={state} layout={layout} />
      <Box flexGrow={1} />
      <Footer state={state} layout={layout} />
    </Box>
  )
}

function Body({ state, layout }: { readonly state: State; readonly layout: Layout }) {
  const look = useLook()
  const frame = frameOf(state)
  const row = selectedRow(frame)
  const lines = row === undefined ? [] : frame.listing.detail(row)
  if (layout.pane === 'none') return <Table frame={frame} layout={layout} />
  const pane = <Detail lines={lines} layout={layout} top={state.paneTop} />
  if (layout.pane === 'beside') {
    const bar = Array.from({ length: layout.paneRows }, () => ` ${look.glyphs.bar} `)
    return (
      <Box>
        <Table frame={frame} layout={layout} />
        <Box flexDirection="column" width={3} flexShrink={0}>
          <Text {...look.theme('dim')}>{bar.join('\n')}</Text>
        </Box>
        {pane}
      </Box>
    )
  }
  return (
    <Box flexDirection="column">
      <Table frame={frame} layout={layout} />
      <Text {...look.theme('dim')}>{look.glyphs.line.repeat(layout.columns)}</Text>
      {pane}
    </Box>
  )
}

function TooSmall({ size }: { readonly size: Size }) {
  return (
    <Box flexDirection="column" height={Math.max(1, size.rows - 1)} width={size.columns} overflow="hidden">
      <Text wrap="truncate-end">{`Too small: ${size.columns}x${size.rows}.`}</Text>
      <Text wrap="truncate-end">{`Needs ${smallest.columns}x${smallest.rows}; q quits.`}</Text>
    </Box>
  )
}
