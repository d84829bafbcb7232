/** Roles, bindings and places in words. */
import type { Grant, Permit, Target } from './types.ts'

/** `in every namespace`, `in the namespace shop` */
export function placeWords(place: string | null): string {
  return place === null ? 'in every namespace' : `in the namespace ${place}`
}

/** `the cluster role edit`, `the role shop/reader` */
export function roleWords({ role }: Pick<Grant, 'role'>): string {
  const [kind, ...name] = role.split('/')
  return kind === 'clusterrole' ? `the cluster role ${name.join('/')}` : `the role ${name.join('/')}`
}

/** `the binding shop/read` */
export function bindingWords({ binding }: Pick<Grant, 'binding'>): string {
  return `the ${binding.kind === 'role-binding' ? 'binding' : 'cluster role binding'} ${binding.name}`
}

/** `deployments.apps` */
export function targetWords({ group, resource }: Target): string {
  if (group === '') return resource
  const [plural = '', subresource] = resource.split('/')
  return `${plural}.${group}${subresource === undefined ? '' : `/${subresource}`}`
}

/** `create pods` */
export function permitWords({ verb, target }: Permit): string {
  return `${verb} ${targetWords(target)}`
}
