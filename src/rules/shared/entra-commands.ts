/** Steps that several rules of Microsoft hand to the reader: commands of az where there are any. */
import type { Edge, Identity, Remediation } from '../../model/index.ts'
import { word } from './shell.ts'

const graph = 'https://graph.microsoft.com/v1.0'

/** A call of Graph by `az rest`; `path` begins with a slash. */
export function graphCall(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): string {
  const url = `az rest --method ${method} --url ${word(`${graph}${path}`)}`
  return body === undefined ? url : `${url} --body '${JSON.stringify(body).replaceAll("'", `'\\''`)}'`
}

/** The object id at the end of an entity's id. */
export function objectIdOf({ id }: { readonly id: string }): string {
  return id.slice(id.lastIndexOf(':') + 1)
}

export function disablePrincipal(principal: Identity): Remediation {
  return {
    text: 'Switch it off first where nobody knows what it is for: nothing is lost, and it can be switched on again.',
    command: `az ad sp update --id ${word(objectIdOf(principal))} --set accountEnabled=false`,
  }
}

export function deletePrincipal(principal: Identity): Remediation {
  return {
    text: 'Delete it once nobody has missed it; what was granted to it goes as well. Within 30 days it can be restored.',
    command: `az ad sp delete --id ${word(objectIdOf(principal))}`,
  }
}

export function removePermission(principal: Identity, { via = '' }: Edge): Remediation {
  return {
    text: `Take the permission from ${principal.name}.`,
    command: graphCall('DELETE', `/servicePrincipals/${objectIdOf(principal)}/appRoleAssignments/${via}`),
  }
}

export function removeDelegatedGrant(grantId: string): Remediation {
  return {
    text: 'Take the consent away; whoever still needs the app is asked again.',
    command: graphCall('DELETE', `/oauth2PermissionGrants/${grantId}`),
  }
}

export function removeRoleAssignment(assignmentId: string): Remediation {
  return { text: 'Take the role away.', command: `az role assignment delete --ids ${word(assignmentId)}` }
}

/** Owners stand on the registration or on the service principal; each is taken away where it stands. */
export function removeOwner({ owner, owned }: { readonly owner: string; readonly owned: string }): Remediation {
  const [ownerId, ownedId] = [objectIdOf({ id: owner }), objectIdOf({ id: owned })]
  const collection = /:(?:application|agent-blueprint):/.test(owned) ? 'applications' : 'servicePrincipals'
  return {
    text: `Take ${ownerId} from the owners ${collection === 'applications' ? 'of the registration' : 'of the service principal'}.`,
    command: graphCall('DELETE', `/${collection}/${ownedId}/owners/${ownerId}/$ref`),
  }
}

/** An assignment that ends by itself stands in the same list while it holds. */
export function removeDirectoryRole(text: string, { via = '' }: Edge): Remediation {
  return { text, command: graphCall('DELETE', `/roleManagement/directory/roleAssignments/${via}`) }
}
