/** Who asked GitHub's API for anything, by the insights of the organization. */
import type { Row } from '../../../../fixtures/servers/github/estate.ts'
import { at } from './rows.ts'

export const usage = (type: string, id: number, name: string, last: string): Row => ({
  subject_type: type,
  subject_id: id,
  subject_name: name,
  total_request_count: 1200,
  rate_limited_request_count: 0,
  last_request_timestamp: at(last),
  last_rate_limited_timestamp: null,
})
