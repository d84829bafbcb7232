import { testRule } from '../../../test/support/rule-tester.ts'
import { actionsPolicy, githubGap, repositoryIdOf } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const writes = { defaultWorkflowPermissions: 'write' }
const ofRepository = (more = {}) => actionsPolicy({ repository: 'acme/api', ...writes, ...more })

testRule(rule, {
  fail: [
    {
      name: 'of the organization',
      records: [actionsPolicy(writes)],
      message:
        'Runs of the organization acme get a token that may write, where their workflow does not say what it may.',
      severity: 'medium',
      data: { level: 'organization' },
      remediation: 'gh api -X PUT /orgs/acme/actions/permissions/workflow -f default_workflow_permissions=read',
    },
    {
      name: 'of a repository alone',
      records: [ofRepository(), actionsPolicy()],
      message: 'Runs of acme/api get a token that may write, where their workflow does not say what it may.',
      confidence: 'proven',
      related: [repositoryIdOf('acme/api')],
      remediation: 'gh api -X PUT /repos/acme/api/actions/permissions/workflow',
    },
    {
      name: 'of a repository, the organization’s not read',
      records: [ofRepository(), actionsPolicy({ defaultWorkflowPermissions: unknown('denied') })],
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'it may read', records: [actionsPolicy()] },
    {
      name: 'a repository that reads in an organization that writes',
      records: [ofRepository({ defaultWorkflowPermissions: 'read' }), actionsPolicy(writes)],
    },
  ],
  unknown: [
    { name: 'it was denied', records: [actionsPolicy({ defaultWorkflowPermissions: unknown('denied') })] },
    { name: 'something else of it was', records: [actionsPolicy(), githubGap({ step: 'actions-policy' })] },
  ],
  notApplicable: [
    { name: 'a repository as the organization has it', records: [ofRepository(), actionsPolicy(writes)] },
  ],
})
