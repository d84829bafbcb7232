/** What is wrong with single rows, told once for each mistake, with the lines, and never with what stood there. */
import type { StepContext } from '../contract.ts'

export interface Flaws {
  /** The row is lost. `why` begins in the middle of a sentence: `it has no id`. */
  readonly leaveOut: (why: string, line: number) => void
  /** The row stays, and one of its facts is unknown. */
  readonly doubt: (what: string, line: number) => void
  /** A sentence of its own, such as about a column. */
  readonly say: (sentence: string) => void
  readonly tell: (context: Pick<StepContext<unknown>, 'gap'>) => void
}

const linesTold = 5

interface Lines {
  readonly first: number[]
  count: number
}

export function collectFlaws(file: string): Flaws {
  const lost = new Map<string, Lines>()
  const doubtful = new Map<string, Lines>()
  const sentences: string[] = []
  return {
    leaveOut: (why, line) => note(lost, why, line),
    doubt: (what, line) => note(doubtful, what, line),
    say: (sentence) => void sentences.push(sentence),
    tell: ({ gap }) => {
      const details = [
        ...[...lost].map(([why, lines]) => `${told(lines)} ${lines.count === 1 ? 'was' : 'were'} left out: ${why}.`),
        ...[...doubtful].map(([what, lines]) => `${told(lines)}: ${what}.`),
        ...sentences,
      ]
      for (const detail of details) gap({ reason: 'failed', detail: `${file}: ${detail}` })
    },
  }
}

function note(known: Map<string, Lines>, what: string, line: number): void {
  const lines = known.get(what) ?? { first: [], count: 0 }
  lines.count += 1
  if (lines.first.length < linesTold) lines.first.push(line)
  known.set(what, lines)
}

/** `line 4`, `lines 4 and 9`, `lines 4, 9, 12, 15, 18 and 30 more` */
function told({ first, count }: Lines): string {
  const more = count - first.length
  if (count === 1) return `line ${first[0]}`
  if (more > 0) return `lines ${first.join(', ')} and ${more} more`
  return `lines ${first.slice(0, -1).join(', ')} and ${first.at(-1)}`
}
