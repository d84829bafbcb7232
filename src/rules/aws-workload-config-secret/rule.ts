import { workloadFacts } from '../../analysis/effective/aws-facts.ts'
import type { ConfigSecret } from '../../model/facts/config-secret.ts'
import { workloadKinds } from '../../analysis/effective/aws-workloads.ts'
import { counted } from '../../analysis/time.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-workload-config-secret',
  title: 'Configuration of a workload holds a secret in the clear',
  severity: 'high',
  provider: 'aws',
  subject: 'resource',
  kinds: workloadKinds,
  reads: ['aws.workloads'],
  messages: { secrets: '{workload} has {secrets} in its configuration: {names}.' },
  frameworks: controls('secret-leakage'),
  remediation: (workload) => [
    { text: 'Rotate the secret where it was issued: everybody who could read the configuration has had it.' },
    {
      text: `Keep the new one in Secrets Manager, let the role of ${workload.name} read it, and refer to it from the configuration.`,
      command: 'aws secretsmanager create-secret --name my-secret --secret-string file://secret.txt',
    },
    { text: 'Take the value out of the configuration, and out of older versions and revisions of it.' },
  ],
  check(workload) {
    const { configSecrets } = workloadFacts(workload)
    // This kind of workload carries no configuration of its own.
    if (configSecrets === undefined || configSecrets === null) return undefined
    if (isUnknown(configSecrets)) return unknownBecause(becauseOf(configSecrets))
    if (configSecrets.length === 0) return pass
    const names = configSecrets.map((secret) => secret.name).toSorted()
    return fail('secrets', {
      values: {
        workload: workload.name,
        secrets: counted(configSecrets.length, 'value that looks like a secret', 'values that look like secrets'),
        names: enumerated(names, 4),
      },
      confidence: configSecrets.some((secret) => secret.by === 'value') ? 'proven' : 'possible',
      evidence: names.map((name) => ({ source: workload.kind, detail: `configuration ${name}` })),
      data: { secrets: configSecrets.map(inWords).toSorted() },
    })
  },
})

function inWords({ name, looksLike, by }: ConfigSecret): string {
  return by === 'value' ? `${name} looks like ${looksLike}` : `${name} is named like a secret`
}
