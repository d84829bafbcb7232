/** Ways by which an identity takes off itself what holds it back. The ids are our own. */
import type { Domain, LimitKind, PathEntry, Step } from './types.ts'

const removal = { category: 'limit-removal', target: 'self', services: ['iam'], gain: 'of-variable' } as const
const attached: Domain = { from: 'attachable-policy' }
const by = (kind: LimitKind): { readonly limit: Domain } => ({ limit: { from: 'limit', by: kind } })
const onItself = (action: string, fixed?: { readonly [key: string]: string }): readonly Step[] => [
  { exists: 'limit' },
  { do: action, on: ['self'], ...(fixed ? { with: fixed } : {}) },
]
const onLimit = (action: string): readonly Step[] => [{ do: action, on: ['limit'] }]

const dropsBoundary = {
  ...removal,
  title: 'Take off one’s own permissions boundary',
  text: 'takes the permissions boundary {limit} off itself',
  variables: by('boundary'),
} as const
const widensBoundary = {
  ...removal,
  title: 'Replace one’s own permissions boundary',
  text: 'puts {attached} in place of its permissions boundary {limit}',
  variables: { ...by('boundary'), attached },
} as const
const newBoundary = { 'iam:PermissionsBoundary': '$attached' }
const dropsInline = {
  ...removal,
  title: 'Delete an inline policy that denies',
  text: 'deletes its inline policy {limit}, which denies what it is otherwise allowed',
  variables: by('inline'),
} as const
const detaches = {
  ...removal,
  title: 'Detach a policy that denies',
  text: 'detaches {limit} from itself, which denies what it is otherwise allowed',
  variables: by('attached'),
} as const
const thatPolicy = { 'iam:PolicyARN': '$limit' }

export const limitRemovals: readonly PathEntry[] = [
  {
    ...dropsBoundary,
    id: 'muster-iam-DeleteUserPermissionsBoundary',
    caller: 'user',
    steps: onItself('iam:DeleteUserPermissionsBoundary'),
  },
  {
    ...dropsBoundary,
    id: 'muster-iam-DeleteRolePermissionsBoundary',
    caller: 'role',
    steps: onItself('iam:DeleteRolePermissionsBoundary'),
    needs: ['can-be-changed'],
  },
  {
    ...widensBoundary,
    id: 'muster-iam-PutUserPermissionsBoundary',
    caller: 'user',
    steps: onItself('iam:PutUserPermissionsBoundary', newBoundary),
  },
  {
    ...widensBoundary,
    id: 'muster-iam-PutRolePermissionsBoundary',
    caller: 'role',
    steps: onItself('iam:PutRolePermissionsBoundary', newBoundary),
    needs: ['can-be-changed'],
  },
  {
    ...removal,
    id: 'muster-iam-CreatePolicyVersion-boundary',
    title: 'Rewrite the policy that is one’s own permissions boundary',
    text: 'writes a new default version of its permissions boundary {limit} that allows everything',
    caller: 'either',
    variables: by('boundary-policy'),
    steps: onLimit('iam:CreatePolicyVersion'),
  },
  {
    ...removal,
    id: 'muster-iam-CreatePolicyVersion-deny',
    title: 'Rewrite a policy that denies',
    text: 'writes a new default version of {limit} that allows everything and denies nothing',
    caller: 'either',
    variables: by('policy'),
    steps: onLimit('iam:CreatePolicyVersion'),
  },
  { ...dropsInline, id: 'muster-iam-DeleteUserPolicy', caller: 'user', steps: onItself('iam:DeleteUserPolicy') },
  {
    ...dropsInline,
    id: 'muster-iam-DeleteRolePolicy',
    caller: 'role',
    steps: onItself('iam:DeleteRolePolicy'),
    needs: ['can-be-changed'],
  },
  {
    ...detaches,
    id: 'muster-iam-DetachUserPolicy',
    caller: 'user',
    steps: onItself('iam:DetachUserPolicy', thatPolicy),
  },
  {
    ...detaches,
    id: 'muster-iam-DetachRolePolicy',
    caller: 'role',
    steps: onItself('iam:DetachRolePolicy', thatPolicy),
    needs: ['can-be-changed'],
  },
  {
    ...removal,
    id: 'muster-iam-DeleteGroupPolicy',
    title: 'Delete an inline policy of a group that denies',
    text: 'deletes an inline policy of {limit}, which denies what it is otherwise allowed',
    caller: 'user',
    variables: by('group-inline'),
    steps: onLimit('iam:DeleteGroupPolicy'),
  },
  {
    ...removal,
    id: 'muster-iam-DetachGroupPolicy',
    title: 'Detach a policy of a group that denies',
    text: 'detaches a policy from {limit}, which denies what it is otherwise allowed',
    caller: 'user',
    variables: by('group-attached'),
    steps: onLimit('iam:DetachGroupPolicy'),
  },
  {
    ...removal,
    id: 'muster-iam-RemoveUserFromGroup',
    title: 'Leave a group that denies',
    text: 'takes itself out of {limit}, which denies what it is otherwise allowed',
    caller: 'user',
    variables: by('group'),
    steps: onLimit('iam:RemoveUserFromGroup'),
  },
]
