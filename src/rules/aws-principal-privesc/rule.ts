import { standingOf } from '../../analysis/effective/aws-access/index.ts'
import { directPaths } from '../../analysis/effective/aws-reach/direct.ts'
import type { FoundPath } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { askable, findingOf, hiddenGrants, nameOf } from '../shared/aws-paths.ts'
import { enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-principal-privesc',
  title: 'Identity can raise its own privileges',
  severity: 'high',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role', 'iam-user'],
  reads: ['aws.identities'],
  messages: {
    self: '{name} can make itself an administrator ({paths}).',
    admin: '{name} can become the administrator {target} ({paths}).',
    sensitive: '{name} can become {target}, which reads secrets or data that {name} does not ({paths}).',
  },
  frameworks: controls('over-privilege', { 'mitre-attack-19.1': ['T1098.003', 'T1548.005'] }),
  remediation: () => [
    { text: 'Take away the permission that the path begins with, or hold it to the resources it is meant for.' },
  ],
  check(identity, { view }) {
    const asked = askable(identity, view)
    if (!asked || standingOf(asked.principal, asked.account).tier === 'admin') return undefined
    const paths = directPaths(view, asked.principal)
    const [best] = paths
    if (!best) return hiddenGrants(asked.principal) ?? pass
    return fail(messageOf(best, identity.nativeId), {
      values: {
        name: identity.name,
        target: nameOf(best.target),
        paths: enumerated(paths.map(({ id }) => id)),
      },
      ...findingOf(paths, best.gain === 'admin' ? 'one-step' : 'sensitive', identity, asked, view),
    })
  },
})

function messageOf(path: FoundPath, own: string): 'self' | 'admin' | 'sensitive' {
  if (path.gain !== 'admin') return 'sensitive'
  return path.target === own ? 'self' : 'admin'
}
