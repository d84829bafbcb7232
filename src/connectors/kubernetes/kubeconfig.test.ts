/** Kubeconfig files as tools and years leave them behind. */
import { expect, test } from 'vitest'
import { contextsIn } from './kubeconfig.ts'

const file = (content: object) => [{ from: 'k', text: JSON.stringify(content), folder: '.' }]

test('what is left over of clusters long gone, and null, is in nobody’s way', () => {
  const [context] = contextsIn(
    file({
      'current-context': 'prod',
      clusters: [
        { name: 'prod', cluster: { server: 'https://prod.example', 'proxy-url': null } },
        { name: 'old', cluster: {} },
      ],
      users: [
        { name: 'prod', user: { token: 't', exec: null, 'as-groups': null } },
        { name: 'old', user: null },
      ],
      contexts: [
        { name: 'old', context: {} },
        { name: 'prod', context: { cluster: 'prod', user: 'prod' } },
      ],
    }),
    [],
  )
  expect(context).toMatchObject({ name: 'prod', cluster: { server: 'https://prod.example' }, user: { token: 't' } })
  expect(context?.cluster['proxy-url']).toBeUndefined()
})

test('a current context that is gone is told by its name', () => {
  const content = { 'current-context': 'gone', contexts: [{ name: 'prod', context: { cluster: 'prod' } }] }
  expect(() => contextsIn(file(content), [])).toThrow('The current context gone is not in k.')
})

test('a program beside the file is not looked for in PATH, wherever the file is', () => {
  const [context] = contextsIn(
    file({
      'current-context': 'prod',
      clusters: [{ name: 'prod', cluster: { server: 'https://prod.example' } }],
      users: [{ name: 'prod', user: { exec: { command: './sign-in' } } }],
      contexts: [{ name: 'prod', context: { cluster: 'prod', user: 'prod' } }],
    }),
    [],
  )
  expect(context?.user.exec?.command).toBe('./sign-in')
})
