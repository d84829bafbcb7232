import { application, azureGap } from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const web = (...uris: readonly string[]) => application({ redirectUris: uris.map((uri) => ({ uri, platform: 'web' })) })
const good = 'https://shop.acme.example/signin-oidc'

testRule(rule, {
  fail: [
    {
      name: 'any host of a domain',
      records: [web(good, 'https://*.acme.example/cb', 'http://shop.acme.example/cb')],
      message: 'Application shop-api sends sign-ins to any address under https://*.acme.example/cb.',
      severity: 'high',
      remediation: '--web-redirect-uris https://shop.acme.example/signin-oidc',
      data: { uris: ['plain http://shop.acme.example/cb', 'wildcard https://*.acme.example/cb'] },
    },
    {
      name: 'plain HTTP',
      records: [web('http://shop.acme.example/cb?tenant=1')],
      message: 'Application shop-api sends sign-ins over plain HTTP to http://shop.acme.example/cb.',
    },
    {
      name: 'a tunnel',
      records: [web(good, 'https://a1b2c3.ngrok-free.app/cb')],
      message:
        'Application shop-api sends sign-ins to https://a1b2c3.ngrok-free.app/cb, a name that is lent to anybody.',
      severity: 'high',
    },
    {
      name: 'a page that shows tokens, for a single page',
      records: [application({ redirectUris: [{ uri: 'https://jwt.ms/', platform: 'spa' }] })],
      message: 'Application shop-api sends sign-ins to https://jwt.ms/, a name that is lent to anybody.',
    },
    {
      name: 'a published site and a developer’s machine',
      records: [web(good, 'http://localhost:5000/signin-oidc')],
      message:
        'Application shop-api sends sign-ins of its web site to the user’s own machine as well, by http://localhost:5000/signin-oidc.',
      severity: 'low',
    },
  ],
  pass: [
    { name: 'exact and with https', records: [web(good)] },
    { name: 'development alone', records: [web('https://localhost:5001/cb', 'http://localhost:5000/cb')] },
    {
      name: 'a program on the user’s machine',
      records: [application({ redirectUris: [{ uri: 'http://localhost', platform: 'public' }] })],
    },
    {
      name: 'an app on a device',
      records: [application({ redirectUris: [{ uri: 'msauth.com.acme.shop://auth', platform: 'public' }] })],
    },
    { name: 'a host whose name ends alike', records: [web('https://notngrok.io/cb')] },
  ],
  unknown: [{ name: 'some applications were not read', records: [web(good), azureGap({ step: 'applications' })] }],
  notApplicable: [
    { name: 'nobody signs in to it', records: [application()] },
    {
      name: 'switched off',
      records: [application({ disabled: true, redirectUris: [{ uri: 'http://a.example/cb', platform: 'web' }] })],
    },
  ],
})
