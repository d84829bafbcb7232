/** A role passed to an ECS task. */
import { made, on, passing } from './passing.ts'
import type { Domain, PathEntry, Step } from './types.ts'

const toTasks = { to: ['ecs-tasks.amazonaws.com'] }
const definition = made('ecs:task-definition')
const service: Domain = { from: 'new', types: ['ecs:service'], inCluster: 'cluster' }
const newCluster = made('ecs:cluster')
const cluster: Domain = {
  from: 'existing',
  kinds: ['ecs:cluster'],
  types: ['ecs:cluster'],
  where: [{ fact: 'status', not: ['INACTIVE', 'DEPROVISIONING'], assumed: true }],
}
const container: Domain = {
  from: 'existing',
  kinds: ['ecs:container-instance'],
  types: ['ecs:container-instance'],
  where: [{ fact: 'status', not: ['INACTIVE', 'DEREGISTERING'], assumed: true }],
}
const written: Domain = {
  from: 'existing',
  kinds: ['ecs:task-definition'],
  types: ['ecs:task-definition'],
  where: [{ fact: 'status', not: ['INACTIVE', 'DELETE_IN_PROGRESS'], assumed: true }],
}
const clusterOfContainer: Domain = { from: 'cluster-of', variable: 'container' }

const inCluster = { 'ecs:cluster': '$cluster' }
const create = on('ecs:CreateCluster', 'cluster')
const register = on('ecs:RegisterTaskDefinition', 'definition')
const createService: Step = {
  do: 'ecs:CreateService',
  on: ['serving'],
  with: { 'ecs:task-definition': '$definition', 'ecs:cluster': '$cluster' },
}
const run: Step = { do: 'ecs:RunTask', on: ['definition'], with: inCluster }
const start: Step = { do: 'ecs:StartTask', on: ['definition'], with: inCluster }

export const newContainers: readonly PathEntry[] = [
  passing(['ecs'], toTasks, {
    id: 'ecs-001',
    title: 'A new cluster, task definition and service with a role',
    text: 'creates an ECS cluster and a service in it whose tasks run its own image as {target}',
    variables: { cluster: newCluster, definition, serving: service },
    steps: [create, register, createService],
  }),
  passing(['ecs'], toTasks, {
    id: 'ecs-002',
    title: 'A new cluster and a task in it with a role',
    text: 'creates an ECS cluster and runs a task in it with its own image as {target}',
    variables: { cluster: newCluster, definition },
    steps: [create, register, run],
  }),
  passing(['ecs'], toTasks, {
    id: 'ecs-003',
    title: 'A new service with a role in a cluster',
    text: 'creates a service in {cluster} whose tasks run its own image as {target}',
    variables: { cluster, definition, serving: service },
    steps: [{ exists: 'cluster' }, register, createService],
  }),
  passing(['ecs'], toTasks, {
    id: 'ecs-004',
    title: 'A new task with a role in a cluster',
    text: 'runs a task in {cluster} with its own image as {target}',
    variables: { cluster, definition },
    steps: [{ exists: 'cluster' }, register, run],
  }),
  passing(['ecs'], toTasks, {
    id: 'ecs-005',
    title: 'A new task with a role on a container instance',
    text: 'starts a task on {container} with its own image as {target}',
    variables: { container, cluster: clusterOfContainer, definition },
    steps: [{ exists: 'container' }, register, start],
  }),
  passing(['ecs'], toTasks, {
    id: 'ecs-007',
    title: 'A task with another role on a container instance of one’s own',
    text: 'registers a container instance of its own in {cluster} and starts {definition} there with {target} in place of the task’s role',
    variables: { cluster, definition: written },
    steps: [on('ecs:RegisterContainerInstance', 'cluster'), start],
  }),
  passing(['ecs'], toTasks, {
    id: 'ecs-008',
    title: 'A task with another role, its command replaced',
    text: 'runs {definition} with a command of its own and {target} in place of the task’s role',
    variables: { cluster, definition: written },
    steps: [{ exists: 'cluster' }, run],
  }),
  passing(['ecs'], toTasks, {
    id: 'ecs-009',
    title: 'A task with another role on a container instance, its command replaced',
    text: 'starts {definition} on {container} with a command of its own and {target} in place of the task’s role',
    variables: { container, cluster: clusterOfContainer, definition: written },
    steps: [{ exists: 'container' }, start],
  }),
]
