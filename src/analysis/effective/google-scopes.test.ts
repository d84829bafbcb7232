import { describe, expect, it } from 'vitest'
import { scopeWeight, weighScope, weighScopes } from './google-scopes.ts'

const of = (name: string): string => `https://www.googleapis.com/auth/${name}`

describe('what a scope weighs', () => {
  it.each(['gmail.readonly', 'drive', 'drive.readonly', 'drive.metadata.readonly', 'chat.messages'])(
    'knows %s as one that Google restricts',
    (name) => {
      expect(scopeWeight(of(name))).toBe('restricted')
    },
  )
  it('knows the whole mailbox, however its address ends', () => {
    expect(scopeWeight('https://mail.google.com/')).toBe('restricted')
    expect(scopeWeight('https://mail.google.com')).toBe('restricted')
  })
  it.each([
    'admin.directory.user',
    'admin.directory.rolemanagement',
    'admin.directory.device.chromeos',
    'cloud-platform',
  ])('knows %s as one that administers', (name) => {
    expect(scopeWeight(of(name))).toBe('admin')
  })
  it.each(['admin.directory.user.readonly', 'cloud-identity.groups.readonly', 'admin.reports.audit.readonly'])(
    'takes %s, which only reads, for less than administering',
    (name) => {
      expect(scopeWeight(of(name))).toBe('sensitive')
    },
  )
  it.each(['calendar', 'calendar.events.readonly', 'gmail.send', 'spreadsheets', 'contacts.readonly'])(
    'knows %s as a sensitive one',
    (name) => {
      expect(scopeWeight(of(name))).toBe('sensitive')
    },
  )
  it.each(['openid', 'email', of('userinfo.email'), of('drive.file'), of('gmail.labels')])('lets %s be', (scope) => {
    expect(scopeWeight(scope)).toBe('plain')
  })
  it('does not take a scope of Google that it does not know for harmless', () => {
    expect(scopeWeight(of('something.new'))).toBe('sensitive')
  })
  it('leaves a scope of somebody else’s API alone', () => {
    expect(scopeWeight('https://api.acme.example/orders')).toBe('plain')
    expect(scopeWeight('https://google.com.evil.example/auth/drive')).toBe('plain')
  })
  it('says of what needs an administrator that it does', () => {
    expect(weighScope(of('admin.directory.user')).needsAdmin).toBe(true)
    expect(weighScope(of('cloud-platform')).needsAdmin).toBe(false)
  })
  it('puts the heaviest first', () => {
    const weighed = weighScopes(['openid', of('calendar'), of('drive'), of('admin.directory.user')])
    expect(weighed.map(({ weight }) => weight)).toEqual(['admin', 'restricted', 'sensitive', 'plain'])
  })
})
