import type { StepMeta } from '../../contract.ts'
import { operationOf, rowsOf } from '../../shared/vendor/index.ts'
import { addressOf, emitUser } from '../map/user.ts'
import { auditRead } from '../needs.ts'
import { idOf } from '../place.ts'
import type { OpenaiContext } from '../place.ts'
import { listAuditLogs } from '../routes/usage.ts'
import type { AuditAnswer } from '../routes/usage.ts'

export const auditMeta = {
  id: 'audit',
  title: 'Who made which key and service account, by the audit log',
  tier: 'deep',
  scopes: ['organization'],
  needs: [auditRead],
  emits: ['audit'],
  after: ['people', 'project-keys', 'service-accounts'],
} as const satisfies StepMeta

/** The log begins when somebody switched it on; whoever made what is older stays unknown. */
export async function audit(context: OpenaiContext): Promise<void> {
  const { keys, serviceAccounts } = context.session.facts
  for await (const event of rowsOf(context, listAuditLogs)) {
    const creator = creatorIn(event)
    if (creator?.id === undefined) continue
    const key = event['api_key.created']?.id
    const account = event['service_account.created']?.id
    if (key !== undefined && keys?.has(key) === true) noteKey(context, key, creator.email ?? creator.id)
    if (account !== undefined && serviceAccounts?.has(account) === true)
      noteAccount(context, account, creator.id, event)
  }
}

type Somebody = { readonly id?: string | undefined; readonly email?: string | null | undefined }

/** A key that acts for a service account made it itself, which names nobody. */
function creatorIn({ actor }: AuditAnswer): Somebody | undefined {
  return actor?.session?.user ?? actor?.api_key?.user ?? undefined
}

function noteKey(context: OpenaiContext, key: string, createdBy: string): void {
  const facts = { createdBy: createdBy.toLowerCase() }
  context.emit({ type: 'patch', of: 'credential', id: idOf(context, 'api-key', key), set: {}, facts })
}

function noteAccount(context: OpenaiContext, account: string, creator: string, event: AuditAnswer): void {
  context.emit({
    type: 'edge',
    kind: 'owns',
    from: emitUser(context, creator, addressOf(creatorIn(event)?.email)),
    to: idOf(context, 'openai-service-account', account),
    level: 'observed',
    evidence: [{ source: operationOf(listAuditLogs), detail: `${event.type} by ${creator}` }],
  })
}
