/** What Larkspur has in files: exports of its vault, a list of owners, and checkouts with configurations of AI clients. */
import type { ExpectedFinding } from '../../account.ts'
import { ledger } from '../github/company.ts'
import { plantCheckouts } from './checkouts.ts'

export interface LarkspurFiles {
  readonly files: { readonly [path: string]: string }
  readonly expected: readonly ExpectedFinding[]
  /** What is found besides where the directory says who has left. */
  readonly expectedWithOkta: readonly ExpectedFinding[]
}

const at = '@larkspur.example'

export function larkspurFiles(): LarkspurFiles {
  const { expected, expect } = ledger()
  const withOkta = ledger()
  const checkouts = plantCheckouts(expect)
  // Its owner left in February; the twin's is still here.
  withOkta.expect('nhi-owner-departed', 'customs-filer', 'high')
  return {
    expected,
    expectedWithOkta: withOkta.expected,
    files: {
      'vault-principals.csv': principals,
      'vault-credentials.csv': credentials,
      'owners.yaml': owners,
      ...checkouts,
    },
  }
}

/** A comment of whoever filled it in has what no inventory should have, in a column that nobody asks for. */
const principals = `Account,Account type,Class,Enabled,Created at,Responsible,Team,Purpose,Comment
customs-filer,service account,machine,yes,2024-06-03,henrik.berg${at},,Files customs forms,"old password CANARYVAULTPASSWORD1"
label-printer,service account,machine,yes,2025-02-10,ada.stone${at},parcel,"=HYPERLINK(""https://larkspur.example"")",
rate-agent,AI agent,,yes,2026-07-01,carla.ruiz${at},shop,Asks carriers for rates,
`

const credentials = `Secret id,Path,Kind,Account,Created at,Valid until,Last used at,Enabled
vs-1001,kv/parcel/customs,password,customs-filer,2024-06-03,,2026-11-19,active
vs-1002,kv/parcel/labels,API key,label-printer,2026-09-01,2027-03-01,2026-11-20,active
vs-1003,kv/shop/rates,token,rate-agent,2026-07-01,2026-12-31,2026-11-20T22:10:00Z,active
`

const owners = `# Who answers for what, by the id that its own tools print.
owners:
  - { nativeId: 'arn:aws:iam::111122223333:user/warehouse-sync', owner: dmitri.volkov${at} }
  - { nativeId: 'arn:aws:iam::111122223333:user/metrics-push', owner: Platform }
`
