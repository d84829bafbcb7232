import type { Discovery, Look } from '../contract.ts'

/** Signs of Workspace on this machine: the variables of its Terraform provider. */
export function discover({ env }: Look): Discovery | undefined {
  const [customer, subject, file] = [
    env('GOOGLEWORKSPACE_CUSTOMER_ID'),
    env('GOOGLEWORKSPACE_IMPERSONATED_USER_EMAIL'),
    env('GOOGLEWORKSPACE_CREDENTIALS'),
  ]
  const found = [
    ...(customer === undefined ? [] : ['GOOGLEWORKSPACE_CUSTOMER_ID']),
    ...(subject === undefined ? [] : ['GOOGLEWORKSPACE_IMPERSONATED_USER_EMAIL']),
    ...(file === undefined ? [] : ['GOOGLEWORKSPACE_CREDENTIALS']),
  ]
  if (found.length === 0) return undefined
  return {
    found,
    settings: [
      ...(customer === undefined ? [] : [`customer: ${JSON.stringify(customer)}`]),
      ...(subject === undefined ? [] : [`subject: ${JSON.stringify(subject)}`]),
    ],
  }
}
