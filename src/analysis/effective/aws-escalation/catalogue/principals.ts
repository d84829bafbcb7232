/** Ways by which an identity takes another one: its credentials, or its trust. */
import type { Domain, PathEntry, Step } from './types.ts'

const access = { category: 'principal-access', caller: 'either' } as const
const ofUser = { ...access, target: 'user', services: ['iam'] } as const
const ofRole = { ...access, target: 'role', services: ['iam', 'sts'] } as const

const attachable: Domain = { from: 'attachable-policy' }
const policy: Domain = { from: 'policy', of: 'target' }
const attached = { 'iam:PolicyARN': '$attached' }
const assume: Step = { assume: 'as it is' }
const assumeByTrust: Step = { assume: 'by a trust that names the caller' }
const editTrust: Step = { do: 'iam:UpdateAssumeRolePolicy', on: ['target'] }
const attachToRole: Step = { do: 'iam:AttachRolePolicy', on: ['target'], with: attached }
const putOnRole: Step = { do: 'iam:PutRolePolicy', on: ['target'] }
const rewrite: Step = { do: 'iam:CreatePolicyVersion', on: ['policy'] }
const createKey: Step = { do: 'iam:CreateAccessKey', on: ['target'] }

export const principalPaths: readonly PathEntry[] = [
  {
    ...ofUser,
    id: 'iam-002',
    title: 'Create an access key of another user',
    text: 'creates an access key of {target} and signs with it',
    steps: [createKey],
    needs: ['free-key-slot'],
    gain: 'held',
  },
  {
    ...ofUser,
    id: 'iam-003',
    title: 'Replace an access key of another user',
    text: 'deletes one of the two access keys of {target} and creates another in its place',
    steps: [{ do: 'iam:DeleteAccessKey', on: ['target'] }, createKey],
    needs: ['both-key-slots-taken'],
    gain: 'held',
  },
  {
    ...ofUser,
    id: 'iam-004',
    title: 'Give another user a console password',
    text: 'gives {target} a console password and signs in with it',
    steps: [{ do: 'iam:CreateLoginProfile', on: ['target'] }],
    needs: ['no-password'],
    gain: 'held',
  },
  {
    ...ofUser,
    id: 'iam-006',
    title: 'Change the console password of another user',
    text: 'changes the console password of {target} and signs in with it',
    steps: [{ do: 'iam:UpdateLoginProfile', on: ['target'] }],
    needs: ['password'],
    gain: 'held',
  },
  {
    ...ofRole,
    id: 'iam-012',
    title: 'Rewrite the trust of a role',
    text: 'rewrites the trust policy of {target} so that it names itself, and assumes the role',
    steps: [editTrust, assumeByTrust],
    needs: ['can-be-changed'],
    gain: 'held',
  },
  {
    ...ofRole,
    id: 'iam-014',
    title: 'Attach a policy to a role that one may assume',
    text: 'attaches {attached} to {target} and assumes the role',
    variables: { attached: attachable },
    steps: [attachToRole, assume],
    needs: ['can-be-changed'],
    gain: 'potential',
  },
  {
    ...ofRole,
    id: 'iam-016',
    title: 'Rewrite a policy of a role that one may assume',
    text: 'writes a new default version of {policy}, which is attached to {target}, and assumes the role',
    variables: { policy },
    steps: [rewrite, assume],
    gain: 'potential',
  },
  {
    ...ofRole,
    id: 'iam-017',
    title: 'Put an inline policy on a role that one may assume',
    text: 'puts an inline policy on {target} that allows everything, and assumes the role',
    steps: [putOnRole, assume],
    needs: ['can-be-changed'],
    gain: 'potential',
  },
  {
    ...ofUser,
    id: 'iam-015',
    title: 'Attach a policy to a user and create an access key of it',
    text: 'attaches {attached} to {target}, creates an access key of that user and signs with it',
    variables: { attached: attachable },
    steps: [{ do: 'iam:AttachUserPolicy', on: ['target'], with: attached }, createKey],
    needs: ['free-key-slot'],
    gain: 'potential',
  },
  {
    ...ofUser,
    id: 'iam-018',
    title: 'Put an inline policy on a user and create an access key of it',
    text: 'puts an inline policy on {target} that allows everything, creates an access key of that user and signs with it',
    steps: [{ do: 'iam:PutUserPolicy', on: ['target'] }, createKey],
    needs: ['free-key-slot'],
    gain: 'potential',
  },
  {
    ...ofRole,
    id: 'iam-019',
    title: 'Attach a policy to a role and rewrite its trust',
    text: 'attaches {attached} to {target}, rewrites its trust policy so that it names itself, and assumes the role',
    variables: { attached: attachable },
    steps: [attachToRole, editTrust, assumeByTrust],
    needs: ['can-be-changed'],
    gain: 'potential',
  },
  {
    ...ofRole,
    id: 'iam-020',
    title: 'Rewrite a policy of a role and its trust',
    text:
      'writes a new default version of {policy}, which is attached to {target}, rewrites the trust policy of the role' +
      ' so that it names itself, and assumes the role',
    variables: { policy },
    steps: [rewrite, editTrust, assumeByTrust],
    needs: ['can-be-changed'],
    gain: 'potential',
  },
  {
    ...ofRole,
    id: 'iam-021',
    title: 'Put an inline policy on a role and rewrite its trust',
    text:
      'puts an inline policy on {target} that allows everything, rewrites its trust policy so that it names itself,' +
      ' and assumes the role',
    steps: [putOnRole, editTrust, assumeByTrust],
    needs: ['can-be-changed'],
    gain: 'potential',
  },
  {
    ...ofRole,
    id: 'sts-001',
    services: ['sts'],
    title: 'Assume a role',
    text: 'assumes {target}',
    steps: [assume],
    needs: ['identity-allows-assuming'],
    gain: 'held',
    acrossAccounts: true,
  },
  {
    ...ofRole,
    id: 'sts-001-explicit-trust-no-identity-policy',
    services: ['sts'],
    title: 'Assume a role by its trust alone',
    text: 'assumes {target}, whose trust policy names it, without any identity policy that allows that',
    steps: [assume],
    needs: ['trust-alone-allows-assuming'],
    gain: 'held',
  },
]
