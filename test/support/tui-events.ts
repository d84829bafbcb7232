/** Events of an invented scan: some scopes done, some under way, one of them slowed down and refused a step. */
import type { ScanEvent } from '../../src/model/index.ts'

export interface MadeScan {
  readonly finished: number
  readonly running: number
}

export function madeEvents({ finished, running }: MadeScan): readonly ScanEvent[] {
  const events: ScanEvent[] = [{ kind: 'scan-started', at: 0, connectors: ['aws'], endpoints: [] }]
  for (let index = 0; index < finished + running; index += 1) events.push(...scopeEvents(index, index < finished))
  return events
}

function scopeEvents(index: number, ends: boolean): readonly ScanEvent[] {
  const place = { connector: 'aws', scope: `aws:account:${index}` }
  const name = `account-${index}`
  const step = (id: string, title: string, from: number): ScanEvent[] => [
    { ...place, kind: 'step-started', at: from, step: id, title },
    { ...place, kind: 'called', at: from + 100, step: id, operation: `iam:${id}`, milliseconds: 90 },
    { ...place, kind: 'called', at: from + 200, step: id, operation: `iam:${id}`, milliseconds: 90 },
  ]
  return [
    { ...place, kind: 'scope-found', at: 0, name, steps: 3 },
    ...step('users', 'Users', 0),
    { ...place, kind: 'emitted', at: 900, step: 'users', records: 1200 },
    { ...place, kind: 'step-finished', at: 1000, step: 'users', status: 'complete' },
    ...step('roles', 'Roles and their trust', 1000),
    { ...place, kind: 'throttled', at: 1300, step: 'roles', operation: 'iam:ListRoles', waitMilliseconds: 2000 },
    ...(ends ? endEvents(place, name) : []),
  ]
}

function endEvents(place: { connector: string; scope: string }, name: string): readonly ScanEvent[] {
  return [
    { ...place, kind: 'step-finished', at: 4000, step: 'roles', status: 'complete' },
    { ...place, kind: 'step-started', at: 4000, step: 'credential-report', title: 'Credential report' },
    {
      ...place,
      kind: 'step-finished',
      at: 5000,
      step: 'credential-report',
      status: 'denied',
      detail: 'allow iam:GenerateCredentialReport',
    },
    { ...place, kind: 'scope-finished', at: 5000, name },
  ]
}
