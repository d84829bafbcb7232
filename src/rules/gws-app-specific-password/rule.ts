import { z } from 'zod'
import { appPasswordFacts, workspaceUserFacts } from '../../analysis/effective/gws-facts.ts'
import { isAdmin, isAsleep } from '../../analysis/effective/gws-grants.ts'
import { idlePassword } from '../../analysis/effective/gws-usage.ts'
import { daysInWords } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential, Remediation, Resource } from '../../model/index.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { workspaceControls } from '../shared/gws-controls.ts'
import { directoryCall, tokenScope, userScope } from '../shared/gws-steps.ts'

export const rule = defineRule({
  id: 'gws-app-specific-password',
  title: 'App password gets past the second factor',
  severity: 'medium',
  provider: 'google-workspace',
  subject: 'credential',
  kinds: ['password'],
  reads: ['google-workspace.app-passwords', 'google-workspace.users'],
  options: z.strictObject({
    unusedDays: z.int().positive().default(180).describe('Days without use after which it counts as forgotten.'),
    devices: z
      .array(z.string())
      .default([])
      .describe('Addresses of accounts that are for devices alone, such as scanners, and administer nothing.'),
  }),
  messages: {
    admin: '{email}, who administers, has the app password {name}: it opens the account without a second factor.',
    unused: '{email} has the app password {name}, which nobody has used in {days}.',
    used: '{email} has the app password {name}: it opens mail without a second factor.',
  },
  frameworks: workspaceControls('long-lived-secret', { 'owasp-nhi-2025': ['NHI7:2025', 'NHI4:2025'] }),
  remediation: (password) => mend(password),
  check(password, { view, now, options }) {
    const { email } = appPasswordFacts(password)
    const user = holderOf(password, view)
    if (user === undefined)
      return unknownBecause(view.gap('google-workspace.users')?.reason ?? 'not-collected', [userScope])
    if (isAsleep(user)) return undefined
    const admin = isAdmin(user)
    if (!admin && options.devices.includes(email)) return pass
    const idle = idlePassword(password, view, now)
    if (isUnknown(idle) && !admin) return unknownBecause(idle.unknown, [tokenScope])
    const days = isUnknown(idle) ? undefined : idle.days
    const unused = days !== undefined && days > options.unusedDays
    return fail(admin ? 'admin' : unused ? 'unused' : 'used', {
      values: { email, name: password.name, days: daysInWords(days ?? 0) },
      severity: admin ? 'high' : unused ? 'medium' : 'low',
      evidence: read(
        'directory.asps.list',
        `created ${at(password.createdAt)}, last used ${at(view.usage(password.id)?.lastUsedAt)}`,
      ),
      related: [user.id],
      data: { admin, unused, superAdmin: workspaceUserFacts(user).superAdmin },
    })
  },
})

function holderOf(password: Credential, view: View): Resource | undefined {
  return view
    .edgesFrom(password.id, 'authenticates')
    .map(({ to }) => view.resource(to))
    .find((user) => user !== undefined)
}

function mend(password: Credential): readonly Remediation[] {
  const [userId = '', , codeId = ''] = password.nativeId.split('#')
  return [
    {
      text: 'Use a client that signs in with OAuth, and for devices that send mail the SMTP relay of Workspace, which knows them by their address.',
    },
    {
      text: 'Take the password away; what still uses it fails from then on.',
      command: directoryCall('DELETE', `/users/${userId}/asps/${codeId}`),
    },
    {
      text: 'Where nobody needs any: the Advanced Protection Program, or a policy of security keys alone, leaves no app passwords.',
    },
  ]
}
