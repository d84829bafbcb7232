/** What was called, by day: https://developers.openai.com/api/reference/resources/admin/subresources/organization/subresources/usage */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { auditRead, usageRead } from '../needs.ts'
import { afterLast } from './projects.ts'

const text = z.string()

/** Each row is a day. */
function usageOf(of: string) {
  return route({
    path: `/organization/usage/${of}`,
    // 31 days are the most of one page.
    query: { bucket_width: '1d', limit: 31, 'group_by[]': ['api_key_id', 'project_id', 'model'] },
    permission: usageRead,
    rows: 'data',
    pages: { by: 'cursor', from: 'next_page', to: 'page', more: 'has_more' },
    schema: z.object({
      start_time: z.number(),
      results: z.array(
        z.object({
          api_key_id: text.nullish(),
          project_id: text.nullish(),
          model: text.nullish(),
          num_model_requests: z.number().nullish(),
        }),
      ),
    }),
  })
}
/** Of texts, which every organization has, also those of responses. */
export const usageOfTexts = usageOf('completions')
/** A key that only does one of these is used, too. */
export const usageOfOthers = ['embeddings', 'images', 'audio_speeches', 'audio_transcriptions', 'moderations'].map(
  usageOf,
)
export type UsageAnswer = z.infer<typeof usageOfTexts.schema>

/** Addresses and browsers of whoever it was are not read. */
const somebody = z.object({ id: text.optional(), email: text.nullish() })
const made = z.object({ id: text.optional() }).nullish()

export const listAuditLogs = route({
  path: '/organization/audit_logs',
  query: { limit: 100, 'event_types[]': ['api_key.created', 'service_account.created'] },
  permission: auditRead,
  rows: 'data',
  pages: afterLast,
  schema: z.object({
    id: text,
    type: text,
    effective_at: z.number(),
    actor: z
      .object({
        session: z.object({ user: somebody.nullish() }).nullish(),
        api_key: z
          .object({ id: text.optional(), user: somebody.nullish(), service_account: somebody.nullish() })
          .nullish(),
      })
      .nullish(),
    'api_key.created': made,
    'service_account.created': made,
  }),
})
export type AuditAnswer = z.infer<typeof listAuditLogs.schema>
