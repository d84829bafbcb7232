import type { GcpGroupFacts } from '../../../model/facts/gcp.ts'
import { unknown } from '../../../model/index.ts'
import { accountId, placeOf, seenId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import { listMembers } from '../routes/groups.ts'
import type { Everybody } from './group-members.ts'

export function emitGroup(context: GcpContext, email: string, { accounts, others, missing }: Everybody): void {
  const facts = {
    email,
    serviceAccounts: missing === undefined ? accounts.size : unknown(missing),
    others: missing === undefined ? others.size : unknown(missing),
    // Who may join is told by the settings of Groups alone, which take a scope of Workspace.
    open: unknown('not-collected'),
  } satisfies GcpGroupFacts
  const id = seenId(context, 'group', email)
  context.emit({
    type: 'resource',
    id,
    ...placeOf(context),
    kind: 'group',
    nativeId: email,
    name: email,
    facts,
  })
  for (const account of [...accounts].toSorted())
    context.emit({
      type: 'edge',
      kind: 'member-of',
      from: accountId(account),
      to: id,
      level: 'configured',
      evidence: [{ source: listMembers.operation, detail: email }],
    })
}
