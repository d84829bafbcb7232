import type { Discovery, Look } from '../contract.ts'

/** Signs of clusters on this machine: a kubeconfig, or being a pod of one. */
export function discover({ env, exists, home }: Look): Discovery | undefined {
  const variables = ['KUBECONFIG', 'KUBERNETES_SERVICE_HOST'].filter((name) => env(name) !== undefined)
  const files = ['.kube/config'].filter((path) => exists(`${home}/${path}`)).map((path) => `~/${path}`)
  const found = [...variables, ...files]
  return found.length === 0 ? undefined : { found, settings: [] }
}
