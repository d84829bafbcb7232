/** The explorer in plain sequential lines, for screen readers: a question, an answer, nothing that moves. */
import { createInterface } from 'node:readline'
import { count, instant, number } from '../words.ts'
import type { Data } from './data.ts'
import { exportFormats } from './export.ts'
import { filterKeys } from './filter.ts'
import type { Glyphs } from './glyphs.ts'
import { scopeWords } from './lists/describe.ts'
import type { ListAt, Tab } from './places.ts'
import { listsOf, tabs } from './places.ts'
import { clean } from '../lines.ts'
import type { Effect, Frame, Note } from './state.ts'
import { openFrame, reorder } from './state.ts'

export interface SpeakOptions {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: NodeJS.WritableStream
  readonly perform: (effect: Effect) => Promise<Note | undefined>
}

const rowsAtOnce = 10
const prompt = 'Command (help lists them): '

interface Talk {
  readonly stack: readonly Frame[]
  readonly lines: readonly string[]
  readonly effect?: Effect
  readonly done?: boolean
}
type Answer = (stack: readonly Frame[], frame: Frame, rest: string) => Talk

/** Ends when the user quits or the input ends. */
export async function speak(data: Data, glyphs: Glyphs, { stdin, stdout, perform }: SpeakOptions): Promise<void> {
  const answers = answersFor(data, glyphs)
  let stack: readonly Frame[] = [openFrame(listsOf(data, glyphs), { kind: 'findings' })]
  const say = (lines: readonly string[]) => stdout.write(lines.map((line) => `${line}\n`).join(''))
  say([...greeting(data), ...listLines(lastOf(stack), 0)])
  stdout.write(prompt)
  const input = createInterface({ input: stdin, terminal: false })
  for await (const line of input) {
    const talk = answer(answers, stack, clean(line).trim())
    stack = talk.stack
    say(talk.lines)
    if (talk.effect !== undefined) {
      const note = await perform(talk.effect)
      if (note !== undefined) say([clean(note.text)])
    }
    if (talk.done === true) break
    stdout.write(prompt)
  }
  input.close()
}

function greeting(data: Data): readonly string[] {
  const { scan, summary, tool } = data.head
  const first = data.scopes[0]
  const where =
    data.scopes.length === 1 && first !== undefined ? scopeWords(data, first.id) : count(data.scopes.length, 'scope')
  return [
    `Muster ${tool.version}, read-only, as of ${instant(scan.asOf)}, scan ${scan.status}, ${clean(where)}.`,
    `${count(summary.identities.total, 'identity')}, ${count(summary.credentials.total, 'credential')}, ${count(data.findings.length, 'finding')}, ${number(summary.unknown)} not judged, ${number(data.gaps.length)} not seen.`,
  ]
}

function lastOf(stack: readonly Frame[]): Frame {
  const frame = stack.at(-1)
  if (frame === undefined) throw new Error('the explorer has no list')
  return frame
}

function listLines(frame: Frame, start: number): readonly string[] {
  const { listing, order } = frame
  if (listing.size === 0) return [`${listing.title}: none.`, listing.empty]
  if (order.length === 0)
    return [`${listing.title}: no row passes the filter ${clean(frame.filter)}. Say filter alone to clear it.`]
  const end = Math.min(start + rowsAtOnce, order.length)
  const of = order.length === listing.size ? '' : ` of ${number(listing.size)}`
  const rows = Array.from(order.subarray(start, end), (row, index) => `${start + index + 1}. ${rowWords(frame, row)}`)
  const more = end < order.length ? [`${number(order.length - end)} more: say next.`] : []
  return [`${listing.title}: ${number(order.length)}${of}. Rows ${start + 1} to ${end}.`, ...rows, ...more]
}

function rowWords({ listing }: Frame, row: number): string {
  const cells = listing.columns.map((column, index) => ({
    title: column.title,
    // A sentence in a row is a part of the row's own.
    text: spokenCell(listing.cell(row, index).text).replace(/\.$/, ''),
  }))
  return `${cells
    .filter(({ text }) => text !== '')
    .map(({ title, text }) => `${title.toLowerCase()} ${text}`)
    .join(', ')}.`
}

const letters: { readonly [letter: string]: string } = { C: 'critical', H: 'high', M: 'medium', L: 'low', I: 'info' }

/** Shapes are for the eye: `H ▲?` is said as `high, possible`, `→ role/admin` as `to role/admin`. */
function spokenCell(text: string): string {
  const mark = /^([CHMLI]) [◆▲■●○#^=o.](\?)?( .*)?$/.exec(text)
  if (mark === null) return text === '?' ? 'unknown' : text.replace(/^(?:→|->) /, 'to ')
  return `${letters[mark[1] ?? ''] ?? ''}${mark[2] === undefined ? '' : ', possible'}${mark[3] === undefined ? '' : `,${mark[3]}`}`
}

function answer(answers: ReadonlyMap<string, Answer>, stack: readonly Frame[], line: string): Talk {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(line) ?? []
  if (word === '') return { stack, lines: [] }
  const found = answers.get(word.toLowerCase()) ?? (/^\d+$/.test(word) ? answers.get('open') : undefined)
  if (found === undefined) return { stack, lines: [`${word} is no command. Say help for the list.`] }
  return found(stack, lastOf(stack), /^\d+$/.test(word) ? word : rest)
}

function answersFor(data: Data, glyphs: Glyphs): ReadonlyMap<string, Answer> {
  const listAt = listsOf(data, glyphs)
  const view = (tab: Tab): Answer => {
    return () => {
      const frame = openFrame(listAt, { kind: tab })
      return { stack: [frame], lines: listLines(frame, 0) }
    }
  }
  return new Map<string, Answer>([
    ...tabs.map((tab): [string, Answer] => [tab, view(tab)]),
    ['list', (stack, frame) => ({ stack, lines: listLines(frame, frame.top) })],
    ['next', (stack, frame) => turnPage(stack, frame, rowsAtOnce)],
    ['previous', (stack, frame) => turnPage(stack, frame, -rowsAtOnce)],
    ['open', (stack, frame, rest) => withRow(stack, frame, rest, (row) => open(listAt, stack, frame, row))],
    [
      'detail',
      (stack, frame, rest) => withRow(stack, frame, rest, (row) => ({ stack, lines: detailLines(frame, row) })),
    ],
    ['back', back],
    ['filter', filterAnswer],
    ['export', exportAnswer],
    ['help', (stack) => ({ stack, lines: helpText })],
    ['quit', leave],
    ['q', leave],
  ])
}

const leave: Answer = (stack) => ({ stack, lines: [], done: true })

function withRow(stack: readonly Frame[], frame: Frame, rest: string, then: (row: number) => Talk): Talk {
  const row = frame.order[Number.parseInt(rest, 10) - 1]
  return row === undefined ? { stack, lines: ['Say the number of a row of the list, such as open 1.'] } : then(row)
}

function open(listAt: ListAt, stack: readonly Frame[], frame: Frame, row: number): Talk {
  const place = frame.listing.open(row)
  const detail = detailLines(frame, row)
  if (place === undefined) return { stack, lines: detail }
  const next = openFrame(listAt, place)
  return { stack: [...stack, next], lines: [...detail, ...listLines(next, 0)] }
}

function turnPage(stack: readonly Frame[], frame: Frame, by: number): Talk {
  const top = Math.min(Math.max(0, frame.top + by), Math.max(0, frame.order.length - 1))
  return { stack: [...stack.slice(0, -1), { ...frame, top }], lines: listLines(frame, top) }
}

function back(stack: readonly Frame[]): Talk {
  const rest = stack.length > 1 ? stack.slice(0, -1) : stack
  const frame = lastOf(rest)
  return { stack: rest, lines: listLines(frame, frame.top) }
}

function filterAnswer(stack: readonly Frame[], frame: Frame, rest: string): Talk {
  const next = { ...reorder(frame, { filter: rest }), top: 0 }
  return { stack: [...stack.slice(0, -1), next], lines: [...next.problems, ...listLines(next, 0)] }
}

function detailLines(frame: Frame, row: number): readonly string[] {
  return frame.listing
    .detail(row)
    .filter(({ spoken }) => spoken !== '')
    .map(({ label, text, spoken }) => spoken ?? (label === undefined || label === '$' ? text : `${label}: ${text}`))
}

const exportAnswer: Answer = (stack, frame, rest) => {
  const format = exportFormats.find(({ id }) => id === rest.toLowerCase())
  if (format === undefined)
    return { stack, lines: [`Say which: ${exportFormats.map(({ id }) => `export ${id}`).join(', ')}.`] }
  return { stack, lines: [], effect: { kind: 'export', format: format.id, frame } }
}

const helpText: readonly string[] = [
  `${tabs.join(', ')}: go to that view.`,
  'list: read the rows again. next, previous: further rows.',
  'open 3, or just 3: read row 3 and go into it. detail 3: read it and stay. back: where you were.',
  'filter WORDS: keep the rows that have all of them; !word keeps those without; filter alone clears.',
  `Keys of the filter: ${Object.entries(filterKeys)
    .map(([key, text]) => `${key}: ${text}`)
    .join('; ')}.`,
  `export FORMAT: write the rows to a file, as ${exportFormats.map(({ id }) => id).join(', ')}.`,
  'quit: leave.',
]
