/** What somebody else’s connector reads from files, checked as what it reads from a vendor is. */
import type { OfflineScope } from '../../connectors/contract.ts'
import type { Author } from './errors.ts'
import { reasonIn, taken } from './errors.ts'
import { checked } from './records.ts'
import { brokenScope, scopeFlaw } from './scopes.ts'

export async function* soundFiles(
  scopes: AsyncIterable<OfflineScope>,
  author: Author,
  id: string,
): AsyncGenerator<OfflineScope> {
  try {
    for await (const read of scopes) {
      const flaw = scopeFlaw(read.scope, id)
      if (flaw !== undefined) throw brokenScope(author, flaw)
      const looked = read.records.map(({ step, record }) => ({ step, ...checked(record, read.scope) }))
      yield {
        scope: read.scope,
        records: looked.flatMap(({ step, record }) => (record === undefined ? [] : [{ step, record }])),
        gaps: [
          ...read.gaps.map((gap) => ({ ...gap, reason: reasonIn(gap.reason, 'failed') })),
          ...looked.flatMap(({ step, flaw: broken }) =>
            broken === undefined
              ? []
              : [
                  {
                    step,
                    reason: 'failed' as const,
                    detail: `A record was left out, because ${author} breaks the contract: ${broken}.`,
                  },
                ],
          ),
        ],
      }
    }
  } catch (error) {
    throw taken(error, author, 'offline')
  }
}
