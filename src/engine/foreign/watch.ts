/** A step of somebody else’s, under watch: what it emits is checked, and it ends when it must. */
import type { Step, StepContext } from '../../connectors/contract.ts'
import { withoutSecrets } from '../../connectors/shared/secret-shapes.ts'
import type { Author } from './errors.ts'
import { reasonIn, sayingOf, taken } from './errors.ts'
import { checked } from './records.ts'

export function watched(body: Step<unknown>, id: string, author: Author): Step<unknown> {
  return async (context) => {
    const { emit, gap, end } = sieve(context, author)
    try {
      await untilOver(
        body({ ...context, emit, gap, skip: (detail) => context.skip(withoutSecrets(String(detail))) }),
        context.io.signal,
      )
    } catch (error) {
      context.io.log('debug', stackOf(error))
      throw taken(error, author, id)
    } finally {
      end()
    }
  }
}

/** Records that break the contract are left out, and told at the end in one gap for each way of breaking it. */
function sieve(
  context: StepContext<unknown>,
  author: Author,
): Pick<StepContext<unknown>, 'emit' | 'gap'> & { readonly end: () => void } {
  const flaws = new Map<string, string[]>()
  let over = false
  return {
    emit(given) {
      if (over) return
      const { record, ...rest } = checked(given, context.scope)
      if (record !== undefined) return context.emit(record)
      if ('about' in rest) flaws.set(rest.flaw, [...(flaws.get(rest.flaw) ?? []), rest.about])
    },
    gap({ reason, permission, detail }) {
      if (over) return
      context.gap({
        reason: reasonIn(reason, 'failed'),
        detail: withoutSecrets(String(detail)),
        ...(typeof permission === 'string' ? { permission } : {}),
      })
    },
    end() {
      over = true
      for (const [flaw, abouts] of flaws) context.gap({ reason: 'failed', detail: toldOf(author, flaw, abouts) })
    },
  }
}

function toldOf(author: Author, flaw: string, [first = '', ...more]: readonly string[]): string {
  const others = more.length === 0 ? '' : ` and ${more.length} more`
  return `Left out, because ${author} breaks the contract: ${first}${others}: ${flaw}.`
}

/** A body that does not heed the signal is left behind when its time is over. */
async function untilOver(body: Promise<void>, signal: AbortSignal): Promise<void> {
  let stop = (): void => undefined
  const over = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    await Promise.race([body, over])
  } finally {
    signal.removeEventListener('abort', stop)
    over.catch(() => undefined)
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error && error.stack !== undefined ? withoutSecrets(error.stack) : sayingOf(error)
}
