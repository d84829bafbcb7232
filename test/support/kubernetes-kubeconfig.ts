/** Kubeconfig files, one context for each cluster and user. */

export interface KubeconfigContext {
  readonly server: string
  readonly cluster?: object
  readonly user?: object
}

export function kubeconfig(
  contexts: { readonly [name: string]: KubeconfigContext },
  current = Object.keys(contexts)[0],
): string {
  const entries = Object.entries(contexts)
  return JSON.stringify({
    'current-context': current,
    clusters: entries.map(([name, { server, cluster }]) => ({ name, cluster: { server, ...cluster } })),
    users: entries.map(([name, { user }]) => ({ name, user: user ?? {} })),
    contexts: entries.map(([name]) => ({ name, context: { cluster: name, user: name } })),
  })
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64')
