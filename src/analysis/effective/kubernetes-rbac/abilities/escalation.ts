/** Rights over rights. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping */
import type { Ability } from './types.ts'
import { core, global, rbac } from './types.ts'

const goodPractice = 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/'
const change = ['update', 'patch']

export const escalation: readonly Ability[] = [
  {
    id: 'k8s-escalate-cluster-role',
    family: 'escalation',
    does: 'writes rules into a cluster role that it holds',
    takes: [
      { verbs: change, on: [global(rbac('clusterroles'))] },
      { verbs: ['escalate'], on: [global(rbac('clusterroles'))] },
    ],
    gives: { kind: 'own-role' },
    source: goodPractice,
  },
  {
    id: 'k8s-escalate-role',
    family: 'escalation',
    does: 'writes rules into a role that it holds',
    takes: [
      { verbs: change, on: [rbac('roles')] },
      { verbs: ['escalate'], on: [rbac('roles')] },
    ],
    gives: { kind: 'own-role' },
    source: goodPractice,
  },
  {
    id: 'k8s-bind-cluster-role',
    family: 'escalation',
    does: 'binds a cluster role to itself everywhere',
    takes: [
      { verbs: ['create', ...change], on: [global(rbac('clusterrolebindings'))] },
      { verbs: ['bind'], on: [global(rbac('clusterroles'))] },
    ],
    gives: { kind: 'other-role' },
    source: goodPractice,
  },
  {
    id: 'k8s-bind-role',
    family: 'escalation',
    does: 'binds a role to itself',
    takes: [
      { verbs: ['create', ...change], on: [rbac('rolebindings')] },
      { verbs: ['bind'], on: [rbac('clusterroles')] },
    ],
    gives: { kind: 'other-role' },
    source: goodPractice,
  },
  {
    id: 'k8s-bind-own-role',
    family: 'escalation',
    does: 'binds a role of a namespace to itself',
    takes: [
      { verbs: ['create'], on: [rbac('rolebindings')] },
      { verbs: ['bind'], on: [rbac('roles')] },
    ],
    gives: { kind: 'other-role' },
    source: goodPractice,
  },
  {
    id: 'k8s-make-role',
    family: 'escalation',
    does: 'writes a role and binds it to itself',
    takes: [
      { verbs: ['create'], on: [rbac('rolebindings')] },
      { verbs: ['create', ...change], on: [rbac('roles')] },
      { verbs: ['escalate'], on: [rbac('roles')] },
      { verbs: ['bind'], on: [rbac('roles')] },
    ],
    gives: { kind: 'new-role' },
    source: goodPractice,
  },
  {
    id: 'k8s-impersonate-account',
    family: 'escalation',
    does: 'impersonates service accounts',
    takes: [{ verbs: ['impersonate'], on: [core('serviceaccounts')] }],
    gives: { kind: 'accounts', which: 'named' },
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/',
  },
  {
    id: 'k8s-impersonate-user',
    family: 'escalation',
    does: 'impersonates users',
    takes: [{ verbs: ['impersonate'], on: [global(core('users'))] }],
    gives: { kind: 'somebody' },
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/',
  },
  {
    id: 'k8s-impersonate-group',
    family: 'escalation',
    // A group alone is refused: somebody has to be impersonated as well.
    does: 'impersonates members of groups',
    takes: [
      { verbs: ['impersonate'], on: [global(core('groups'))] },
      { verbs: ['impersonate'], on: [global(core('users')), core('serviceaccounts')] },
    ],
    gives: { kind: 'somebody' },
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/',
  },
]
