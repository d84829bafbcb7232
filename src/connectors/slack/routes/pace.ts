import type { CallSpec } from '../../contract.ts'

/** Slack limits each method for itself, by the minute: https://docs.slack.dev/apis/web-api/rate-limits */
export function minutely(method: string, times: number): Pick<CallSpec, 'domain' | 'perSecond' | 'burst'> {
  return { domain: method, perSecond: times / 60, burst: 3 }
}
