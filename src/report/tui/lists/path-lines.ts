/** What the detail pane says of a path, a hop and a statement. */
import type { FoundPath, PathHop, PathStatement } from '../../../model/index.ts'
import type { StatementLine } from '../../paths/statements.ts'
import { decidingOf, objectLines, statementLines, whatMatters } from '../../paths/statements.ts'
import {
  gainedBy,
  placeWords,
  shortName,
  sourceWords,
  startWords,
  verdictMeanings,
  whomWords,
  whoWords,
} from '../../paths/words.ts'
import { count } from '../../words.ts'
import type { Glyphs } from '../glyphs.ts'
import type { DetailLine, Tone } from '../listing.ts'

/** As much weight as severity has: what is sure stands out. */
const verdictTones = { proven: 'critical', conditional: 'medium', possible: 'low' } as const satisfies {
  readonly [V in FoundPath['verdict']]: Tone
}

/** Levels of indentation; more leave no room in a narrow pane. */
const deepest = 4

export function pathLines(path: FoundPath, glyphs: Glyphs): readonly DetailLine[] {
  const start = path.hops[0]?.from ?? path.target
  return [
    { text: `Path ${path.id}`, heading: true },
    verdictLine(path),
    { label: 'Gains', text: gainedBy(path) },
    ...(path.alsoReaches
      ? [{ label: 'Also', text: `the same way reaches ${count(path.alsoReaches, 'further target')}` }]
      : []),
    { text: 'Chain', heading: true },
    { text: startWords(path), tone: 'strong', spoken: `From ${startWords(path)}.` },
    ...path.hops.flatMap((hop) => chainLines(hop, start, glyphs)),
    ...openLines(path),
    ...mendLines(path),
  ]
}

function verdictLine({ verdict }: FoundPath): DetailLine {
  return { label: 'Verdict', text: `${verdict}: ${verdictMeanings[verdict]}`, tone: verdictTones[verdict] }
}

function chainLines(hop: PathHop, start: string, glyphs: Glyphs): readonly DetailLine[] {
  const whom = whomWords(hop, start)
  return [
    { text: `${hop.by}: ${hop.text}`, gutter: [`${glyphs.bar} `, `${glyphs.bar} `], spoken: '' },
    { text: `${glyphs.down} ${whom}`, tone: 'strong', spoken: `By ${hop.by} to ${whom}: ${hop.text}` },
  ]
}

export function hopLines(path: FoundPath, at: number, glyphs: Glyphs): readonly DetailLine[] {
  const hop = path.hops[at]
  if (hop === undefined) return []
  const start = path.hops[0]?.from ?? hop.from
  const deciding = decidingOf(path).hops[at] ?? []
  const [who, whom] = [whoWords(hop, start), whomWords(hop, start)]
  return [
    { text: `Hop ${at + 1} of ${path.hops.length}`, heading: true },
    {
      text: `${who} ${glyphs.to} ${hop.by} ${glyphs.to} ${whom}`,
      tone: 'strong',
      spoken: `${who} by ${hop.by} to ${whom}.`,
    },
    { label: 'How', text: hop.text },
    { label: 'Actions', text: hop.actions.join(', ') },
    { label: 'Verdict of the path', text: path.verdict, tone: verdictTones[path.verdict] },
    { text: 'Decided by', heading: true },
    ...(deciding.length === 0 ? [{ text: 'The result names no statement for this hop.' }] : []),
    ...deciding.flatMap((statement) => statementParts(statement, [hop])),
    ...openLines(path),
    { text: 'What breaks the path', heading: true },
    { text: `${path.mend} Y copies ${path.mendPolicy === undefined ? 'it' : 'the statement'}.`, spoken: path.mend },
  ]
}

export function statementDetail(statement: PathStatement, hops: readonly PathHop[]): readonly DetailLine[] {
  return [{ text: 'Statement', heading: true }, ...statementParts(statement, hops)]
}

function statementParts(statement: PathStatement, hops: readonly PathHop[]): readonly DetailLine[] {
  const { effect, policy, source, holder, holderName } = statement
  const home = hops[0]?.from
  const place = placeWords(statement)
  const head = `${effect} ${place === '' ? 'by' : 'in'} ${shortName(policy)}${place === '' ? '' : `, ${place}`}`
  const whose = `${sourceWords[source]} of ${holderName ?? shortName(holder, home)}`
  const about = whatMatters(statement, hops)
  return [
    { text: head, tone: effect === 'Allow' ? 'strong' : 'warn' },
    { text: whose, spoken: about.length === 0 ? whose : `${whose}. What matters in it: ${about.join(', ')}.` },
    ...codeLines(statementLines(statement, hops), statement.text),
  ]
}

/** The lines that matter carry a mark, for whoever sees neither colour nor weight. */
function codeLines(lines: readonly StatementLine[], whole: string): readonly DetailLine[] {
  return lines.map((line, at): DetailLine => {
    const margin = `${line.matters ? '>' : ' '} ${'  '.repeat(Math.min(line.depth, deepest))}`
    return {
      text: line.text,
      gutter: [margin, `${margin}  `],
      spoken: at === 0 ? `Its text: ${whole}` : '',
      ...(line.matters ? { tone: 'strong' as const } : {}),
    }
  })
}

function openLines({ conditions, missingFacts }: FoundPath): readonly DetailLine[] {
  const section = (title: string, texts: readonly string[]): readonly DetailLine[] =>
    texts.length === 0
      ? []
      : [{ text: title, heading: true }, ...texts.map((text) => ({ text, gutter: ['- ', '  '] as const }))]
  return [...section('Only if', conditions), ...section('Not collected', missingFacts)]
}

export function mendLines({ mend, mendPolicy }: FoundPath): readonly DetailLine[] {
  const broken: readonly DetailLine[] = [{ text: 'What breaks the path', heading: true }, { text: mend }]
  if (mendPolicy === undefined) return broken
  const { principal, statement } = mendPolicy
  const whose = `the identity policies of ${shortName(principal)}`
  return [
    ...broken,
    { text: `Add to ${whose} (Y copies it):`, spoken: `Add to ${whose}:` },
    ...codeLines(objectLines(statement), JSON.stringify(statement)),
  ]
}
