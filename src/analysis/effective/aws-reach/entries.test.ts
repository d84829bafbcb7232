import { beforeAll, describe, expect, test } from 'vitest'
import { arn, company, dev } from '../../../../test/support/aws-questions.ts'
import type { View } from '../../../inventory/view.ts'
import { entriesOf, pathsIn, strangerOf } from './entries.ts'

let view: View
beforeAll(async () => {
  view = await company()
})

const github = 'oidc:token.actions.githubusercontent.com'

function doors(id: string): { readonly [role: string]: string } {
  const stranger = strangerOf(view, id)
  if (!stranger) throw new Error(`${id} is nobody.`)
  const found = entriesOf(view, stranger).entries
  return Object.fromEntries(found.map(({ role, answer }) => [role.identity.name, answer.verdict]))
}

describe('who gets in where', () => {
  test('anyone, and who may choose a name', () => {
    expect(doors('aws:anyone')).toEqual({ anyone: 'allowed', named: 'allowed' })
  })

  test('an account outside, under its external id', () => {
    expect(doors('aws:account:555566667777')).toEqual({ anyone: 'allowed', named: 'allowed', vendor: 'conditional' })
  })

  test('an account of the organization', () => {
    expect(doors(`aws:account:${dev}`)).toMatchObject({ members: 'allowed' })
    expect(doors('aws:account:123123123123')).not.toHaveProperty('members')
  })

  test('a service', () => {
    expect(doors('aws:service:lambda.amazonaws.com')).toMatchObject({ function: 'allowed' })
    expect(doors('aws:service:lambda.amazonaws.com')).not.toHaveProperty('vendor')
  })

  test('tokens: some under a condition, the subject that is named, no other', () => {
    expect(doors(github)).toEqual({ pipeline: 'conditional' })
    expect(doors(`${github}|repo:acme/api:ref:refs/heads/main`)).toEqual({ pipeline: 'allowed' })
    expect(doors(`${github}|repo:acme/web:pull_request`)).toEqual({ pipeline: 'allowed' })
    expect(doors(`${github}|repo:acme/api:ref:refs/heads/other`)).toEqual({})
    expect(doors('oidc:gitlab.com')).toEqual({})
  })

  test('who signs in through a provider', () => {
    expect(doors(`saml:${arn('saml-provider/okta')}`)).toEqual({ people: 'allowed' })
    expect(doors(`saml:${arn('saml-provider/other')}`)).toEqual({})
  })

  test('ids that are nobody', () => {
    expect([strangerOf(view, 'reader'), strangerOf(view, 'aws:account:12')]).toEqual([undefined, undefined])
  })
})

describe('how far from there', () => {
  test('through the role that lets it in to the administrator', () => {
    const id = `${github}|repo:acme/web:pull_request`
    const [path, ...others] = pathsIn(view, id, entriesOf(view, strangerOf(view, id)!))
    expect(others).toEqual([])
    expect(path?.hops.map(({ from, to }) => [from, to])).toEqual([
      [id, arn('role/pipeline')],
      [arn('role/pipeline'), arn('role/deploy')],
    ])
    expect(path?.statements.map(({ holder }) => holder)).toContain(arn('role/pipeline'))
  })

  test('no path for who enters roles that lead nowhere', () => {
    expect(pathsIn(view, 'aws:anyone', entriesOf(view, { type: 'anyone' }))).toEqual([])
  })
})
