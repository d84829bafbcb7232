/** Kubernetes: service accounts, what they may do, what runs as them, and which identities of clouds they become. */
import { defineConnector } from '../contract.ts'
import { classifyFor } from '../shared/vendor/index.ts'
import { close, connect, endpoints } from './connect.ts'
import { discover } from './discover.ts'
import { permissions } from './permissions.ts'
import { bodies, steps } from './planes.ts'
import { KubernetesConfig } from './schema.ts'
import { open, scopes } from './scopes.ts'
import type { KubernetesClient, KubernetesSession } from './session.ts'
import { vendorName } from './vendor.ts'

export const connector = defineConnector<KubernetesClient, KubernetesSession>()({
  meta: { id: 'kubernetes', title: 'Kubernetes', steps },
  config: KubernetesConfig,
  connect,
  endpoints,
  scopes,
  open,
  classify: classifyFor(vendorName),
  permissions,
  discover,
  steps: bodies,
  close,
})
