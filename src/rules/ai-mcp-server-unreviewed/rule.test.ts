import { mcpGap, mcpServer, remoteMcpServer } from '../../../test/support/mcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const unpinned = { ecosystem: 'npm', name: '@acme/mcp-github', pinned: false }
const given = [{ name: 'headers.Authorization', form: 'reference', reference: 'TRACKER_TOKEN' }]

testRule(rule, {
  fail: [
    {
      name: 'a package without a version',
      records: [mcpServer({ package: unpinned })],
      message: 'MCP server github of cursor runs whatever @acme/mcp-github is on the day it starts.',
      severity: 'medium',
      confidence: 'proven',
      data: { problems: ['unpinned'], package: '@acme/mcp-github', host: null },
      remediation: 'npm view @acme/mcp-github version',
    },
    {
      name: 'a host that is given nothing',
      records: [remoteMcpServer()],
      message: 'MCP server tracker of cursor is reached at mcp.acme.example with no credential that the file tells of.',
      confidence: 'possible',
      remediation: 'Find out who runs mcp.acme.example',
    },
    {
      name: 'plain http to another machine',
      records: [remoteMcpServer({ plainHttp: true, credentials: given })],
      message: 'MCP server tracker of cursor is reached at mcp.acme.example without TLS.',
      confidence: 'proven',
    },
    {
      name: 'one that is not on the list',
      records: [mcpServer()],
      options: { allowed: ['@acme/mcp-github@2.0.0', '@other/*', 'github'] },
      message: 'MCP server github of cursor is not among those that were reviewed.',
    },
    {
      name: 'a name on the list that leads elsewhere',
      records: [remoteMcpServer({ name: 'tracker', host: 'evil.example', credentials: given })],
      options: { allowed: ['tracker', '*.acme.example'] },
    },
    {
      name: 'an image by its tag',
      records: [mcpServer({ package: { ecosystem: 'oci', name: 'mcp/github:1', pinned: false } })],
    },
  ],
  pass: [
    { name: 'a version', records: [mcpServer()] },
    { name: 'a program of this machine', records: [mcpServer({ command: 'shop-tools', package: null })] },
    { name: 'a host that is given a credential', records: [remoteMcpServer({ credentials: given })] },
    {
      name: 'a host that is this machine',
      records: [remoteMcpServer({ host: 'localhost', local: true, plainHttp: true })],
    },
    { name: 'a package on the list', records: [mcpServer()], options: { allowed: ['@acme/mcp-github'] } },
    {
      name: 'a host on the list',
      records: [remoteMcpServer({ credentials: given })],
      options: { allowed: ['*.acme.example'] },
    },
    {
      name: 'a program on the list by its name',
      records: [mcpServer({ name: 'shop', command: 'shop-tools', package: null })],
      options: { allowed: ['shop'] },
    },
  ],
  unknown: [
    { name: 'some file could not be read', records: [mcpServer(), mcpGap()] },
    { name: 'a transport that is not known', records: [mcpServer({ transport: 'unknown', package: null })] },
  ],
  notApplicable: [{ name: 'switched off', records: [mcpServer({ package: unpinned, enabled: false })] }],
})
