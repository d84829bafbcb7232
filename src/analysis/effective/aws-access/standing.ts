/** How much a principal holds, told by what it may do to resources that nobody has named. */
import { ask, joinMissing } from './ask.ts'
import { administratorAccess } from './policies.ts'
import { adopt, innerOf, mentionsOf } from './principals.ts'
import type { Account, Answer, MissingFact, Principal, Question, Standing } from './types.ts'

/** A service that does not exist: only who may do everything may do this. */
const nobodysAction = 'muster-probe:Anything'
const nobodysName = 'muster-probe-7f3a'

const standings = new WeakMap<Principal, Standing>()
const potentials = new WeakMap<Principal, Standing>()

/** What it holds now, without any further step: admin is everything on everything, within boundary and organisation. */
export function standingOf(principal: Principal, account: Account): Standing {
  return remembered(standings, principal, () => measure(principal, account))
}

/** What it would hold with everything on everything attached: what its boundary and its organisation leave of that. */
export function potentialOf(principal: Principal, account: Account): Standing {
  return remembered(potentials, principal, () => {
    const { caller } = principal
    const raised = { ...principal, caller: { ...caller, identity: [...caller.identity, administratorAccess()] } }
    return measure(adopt(raised, principal), account)
  })
}

function remembered(cache: WeakMap<Principal, Standing>, principal: Principal, make: () => Standing): Standing {
  const before = cache.get(principal)
  if (before) return before
  const made = make()
  cache.set(principal, made)
  return made
}

function measure(principal: Principal, account: Account): Standing {
  const { attached } = innerOf(principal)
  if (attached.length === 0 && principal.caller.identity.length === 0) return ordinary(principal)
  // Of a variant with other policies, what it mentions itself does not tell.
  const mentions = mentionsOf(principal.caller.identity)
  const holder = mentions(nobodysAction) ? everythingIn(principal, account) : undefined
  if (holder && holder.verdict !== 'denied') {
    const control = best(controlQuestions(account).map((question) => ask(principal, question)))
    if (control.verdict !== 'denied') return standing('admin', [holder, control])
  }
  const open = sensitiveQuestions(account).filter(({ action }) => mentions(action))
  if (open.length === 0) return ordinary(principal)
  const sensitive = best(open.map((question) => ask(principal, question)))
  return sensitive.verdict === 'denied' ? ordinary(principal) : standing('sensitive', [sensitive])
}

/** Everything by its own policies and boundary; what the organisation takes from all of the account is not counted. */
function everythingIn(principal: Principal, { partition, region }: Account): Answer {
  const { serviceControl: _, ...caller } = principal.caller
  const alone = adopt({ ...principal, caller }, principal)
  const resource = `arn:${partition}:muster-probe:${region}:${principal.account}:${nobodysName}`
  return ask(alone, { action: nobodysAction, resource })
}

/**
 * An administrator can change who may do what: one of these is enough, on names that no policy singles out. A guardrail
 * that takes some of them away does not make less of an administrator; one that takes them all does.
 */
function controlQuestions({ partition, id }: Account): readonly Question[] {
  const iam = (path: string): string => `arn:${partition}:iam::${id}:${path}/${nobodysName}`
  const admin = { 'iam:PolicyARN': `arn:${partition}:iam::aws:policy/AdministratorAccess` }
  return [
    { action: 'iam:AttachRolePolicy', resource: iam('role'), context: admin },
    { action: 'iam:PutRolePolicy', resource: iam('role') },
    { action: 'iam:AttachUserPolicy', resource: iam('user'), context: admin },
    { action: 'iam:PutUserPolicy', resource: iam('user') },
    { action: 'iam:UpdateAssumeRolePolicy', resource: iam('role') },
    { action: 'iam:CreatePolicyVersion', resource: iam('policy') },
    { action: 'iam:CreateAccessKey', resource: iam('user') },
    { action: 'iam:PassRole', resource: iam('role') },
  ]
}

/** Secrets and data of the whole account, not of one path or bucket. */
function sensitiveQuestions(account: Account): readonly Question[] {
  const before = questions.get(account)
  if (before) return before
  const made = makeSensitiveQuestions(account)
  questions.set(account, made)
  return made
}

const questions = new WeakMap<Account, readonly Question[]>()

function makeSensitiveQuestions({ partition, id, region }: Account): readonly Question[] {
  return [
    {
      action: 'secretsmanager:GetSecretValue',
      resource: `arn:${partition}:secretsmanager:${region}:${id}:secret:${nobodysName}-AbCdEf`,
    },
    { action: 'ssm:GetParameter', resource: `arn:${partition}:ssm:${region}:${id}:parameter/${nobodysName}` },
    { action: 's3:GetObject', resource: `arn:${partition}:s3:::${nobodysName}/object`, resourceAccount: id },
    { action: 'dynamodb:Scan', resource: `arn:${partition}:dynamodb:${region}:${id}:table/${nobodysName}` },
  ]
}

const order = { allowed: 0, conditional: 1, denied: 2 } as const

function best(answers: readonly Answer[]): Answer {
  return answers.toSorted((a, b) => order[a.verdict] - order[b.verdict])[0]!
}

function standing(tier: 'admin' | 'sensitive', answers: readonly Answer[]): Standing {
  const missing = joinMissing(...answers.map((answer) => answer.missing))
  const conditional = answers.some(({ verdict }) => verdict === 'conditional')
  return {
    tier,
    verdict: missing.length > 0 ? 'possible' : conditional ? 'conditional' : 'proven',
    because: answers.flatMap(({ because }) => because),
    residual: answers.flatMap(({ residual }) => residual),
    missing,
  }
}

/** With policies that were not read it may hold more. */
function ordinary({ missing }: Principal): Standing {
  if (missing.length === 0) return surelyOrdinary
  const known = perhapsOrdinary.get(missing)
  if (known) return known
  const made: Standing = { ...surelyOrdinary, verdict: 'possible', missing }
  perhapsOrdinary.set(missing, made)
  return made
}

const surelyOrdinary: Standing = { tier: 'ordinary', verdict: 'proven', because: [], residual: [], missing: [] }
/** Whatever nobody read of an organization, all principals of an account lack alike. */
const perhapsOrdinary = new WeakMap<readonly MissingFact[], Standing>()
