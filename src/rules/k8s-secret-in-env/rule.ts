import { k8sWorkloadFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { namesSecret } from '../../analysis/secret-names.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { k8sControls } from '../shared/kubernetes-grants.ts'
import { enumerated } from '../shared/lists.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'k8s-secret-in-env',
  title: 'Secret stands in the environment of a workload',
  severity: 'medium',
  provider: 'kubernetes',
  subject: 'resource',
  kinds: ['workload'],
  reads: ['kubernetes.workloads'],
  messages: {
    clear: '{name} has what looks like secrets written into its environment in the clear: {variables}.',
    reference: '{name} gets secrets as environment variables: {variables}.',
  },
  frameworks: k8sControls('secret-leakage'),
  remediation: ({ name }) => [mount(name)],
  check(workload) {
    const { configSecrets, secretVariables, type, namespace } = k8sWorkloadFacts(workload)
    const clear = configSecrets.map((each) => each.name)
    const references = secretVariables.filter(
      ({ variable, key, secret }) =>
        [variable, key].some((each) => each !== null && namesSecret(each)) ||
        (variable === null && namesSecret(secret)),
    )
    const [first] = clear
    if (first === undefined && references.length === 0) return pass
    const read = { source: `list ${type}`, detail: `${workload.nativeId} spec.containers[].env` }
    if (first !== undefined) {
      const sure = configSecrets.some(({ by }) => by === 'value')
      return fail('clear', {
        values: { name: workload.name, variables: enumerated(clear, 5) },
        severity: sure ? 'high' : 'medium',
        confidence: sure ? 'proven' : 'possible',
        evidence: [read],
        data: { secrets: configSecrets.map(({ name, looksLike, by }) => ({ name, looksLike, by })) },
        remediation: [
          {
            text: 'Take the value for known: make a new one, put it into a Secret or a secret store, and take the old one out of the manifest and its history.',
            command: `kubectl create secret generic "$NAME" --namespace=${word(namespace)} --from-file="$KEY"="$FILE"`,
          },
          mount(workload.name),
        ],
      })
    }
    return fail('reference', {
      values: { name: workload.name, variables: enumerated(references.map(wordsOf), 5) },
      severity: 'low',
      evidence: [read],
      data: { variables: references.map(({ variable, secret, key }) => ({ variable, secret, key })) },
    })
  },
})

function wordsOf({
  variable,
  secret,
  key,
}: {
  readonly variable: string | null
  readonly secret: string
  readonly key: string | null
}): string {
  return variable === null ? `all of ${secret}` : `${variable} (${secret}/${key ?? ''})`
}

function mount(name: string) {
  return {
    text: `Mount the Secret into ${name} as files that only its process reads, or have it ask a secret store as its service account.`,
  }
}
