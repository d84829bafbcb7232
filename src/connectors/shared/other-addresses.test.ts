import { expect, test } from 'vitest'
import { otherAddresses } from './other-addresses.ts'

test('each address is told once, with the field that has it, and none that is known anyway', () => {
  const fields = {
    mail: 'Lisa@acme.example',
    proxyAddresses: ['SMTP:lisa@acme.example', 'smtp:L.Old@acme.example', 'SIP:lisa@acme.example', 'X500:/o=acme'],
    otherMails: ['l.old@acme.example', 'lisa.olsen@acme.example', 'lisa@home.example', 'no address', ''],
  }
  expect(otherAddresses(fields, ['LISA@acme.example', null])).toEqual({
    otherAddresses: [
      { address: 'l.old@acme.example', field: 'proxyAddresses' },
      { address: 'lisa.olsen@acme.example', field: 'otherMails' },
    ],
  })
})

test('where somebody can be reached at home is not kept', () => {
  expect(otherAddresses({ secondEmail: 'lisa@home.example' }, ['lisa@acme.example'])).toEqual({})
  expect(otherAddresses({ secondEmail: 'lo@old.example' }, ['lisa@acme.example', 'lisa@old.example'])).toEqual({
    otherAddresses: [{ address: 'lo@old.example', field: 'secondEmail' }],
  })
})

test('who has none is told without', () => {
  expect(otherAddresses({ secondEmail: null, aliases: undefined }, [])).toEqual({})
})
