/** The credential report of an invented account: one row a user, in AWS's own columns and words. */
import type { KeySpec, UserSpec } from './users.ts'
import { stamp } from './documents.ts'

export const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
]

export function reportRow(
  name: string,
  userArn: string,
  created: string,
  spec: Omit<UserSpec, 'created'>,
  root = false,
): string[] {
  const key = (slot: KeySpec | undefined): string[] => {
    if (!slot) return ['false', 'N/A', 'N/A', 'N/A', 'N/A']
    const [when, service, region] = slot.used ?? []
    return [
      String(slot.active ?? true),
      stamp(slot.created),
      when === undefined ? 'N/A' : stamp(when),
      region ?? 'N/A',
      service ?? 'N/A',
    ]
  }
  const password = spec.password
  const passwordCells = root
    ? [
        'not_supported',
        password?.used === undefined ? 'no_information' : stamp(password.used),
        'not_supported',
        'not_supported',
      ]
    : password
      ? ['true', password.used === undefined ? 'no_information' : stamp(password.used), stamp(password.changed), 'N/A']
      : ['false', 'N/A', 'N/A', 'N/A']
  const certificate = spec.certificate === undefined ? ['false', 'N/A'] : ['true', stamp(spec.certificate)]
  return [
    name,
    userArn,
    stamp(created),
    ...passwordCells,
    String(spec.mfa ?? false),
    ...key(spec.keys?.[0]),
    ...key(spec.keys?.[1]),
    ...certificate,
    'false',
    'N/A',
  ]
}
