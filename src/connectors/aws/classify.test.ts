import { describe, expect, test } from 'vitest'
import { classify } from './classify.ts'

const error = (name: string, message = '', status?: number, headers: { readonly [name: string]: string } = {}) =>
  Object.assign(new Error(message), {
    name,
    $metadata: status === undefined ? {} : { httpStatusCode: status },
    $response: { headers },
  })

describe('what an error of AWS means', () => {
  test.each([
    ['AccessDenied', 403, 'denied'],
    ['AccessDeniedException', 400, 'denied'],
    ['UnauthorizedOperation', 403, 'denied'],
    ['InvalidClientTokenId', 403, 'failed'],
    ['ExpiredToken', 403, 'failed'],
    ['SomethingElse', 403, 'denied'],
    ['Throttling', 400, 'throttled'],
    ['ThrottlingException', 400, 'throttled'],
    ['TooManyRequestsException', 429, 'throttled'],
    ['RequestLimitExceeded', 503, 'throttled'],
    ['SlowDown', 503, 'throttled'],
    ['InternalFailure', 500, 'transient'],
    ['ECONNRESET', undefined, 'transient'],
    ['ENOTFOUND', undefined, 'unsupported'],
    ['OptInRequired', 403, 'unsupported'],
    ['InternalFailure', 501, 'unsupported'],
    ['UnrecognizedClientException', 403, 'unsupported'],
    ['AWSOrganizationsNotInUseException', 400, 'absent'],
    ['NoSuchEntityException', 404, 'absent'],
    ['ReportInProgress', 404, 'absent'],
    ['CredentialReportNotReadyException', 404, 'absent'],
    ['ValidationError', 400, 'failed'],
    ['MissingAuthenticationToken', 403, 'failed'],
    ['IncompleteSignature', 400, 'failed'],
    ['RequestTimeTooSkewed', 403, 'transient'],
    ['UnknownError', 404, 'unsupported'],
    ['NotFound', 404, 'unsupported'],
    ['InvalidInstanceID.NotFound', 400, 'absent'],
    ['ParameterNotFound', 400, 'absent'],
    ['SyntaxError', 403, 'denied'],
    ['SyntaxError', 404, 'unsupported'],
    ['SyntaxError', 501, 'unsupported'],
    ['SyntaxError', 200, 'failed'],
  ])('%s with status %s: %s', (name, status, kind) => {
    expect(classify(error(name, 'It did not work', status)).kind).toBe(kind)
  })

  test('a network error is known by its code', () => {
    expect(classify(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })).kind).toBe('transient')
    expect(classify(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })).kind).toBe('unsupported')
  })

  test('a denial names the permission and keeps what denied it', () => {
    const message =
      'User: arn:aws:iam::1:user/x is not authorized to perform: iam:ListUsers on resource: * with an explicit deny in a service control policy'
    expect(classify(error('AccessDenied', message, 403))).toMatchObject({ kind: 'denied', permission: 'iam:ListUsers' })
    expect(classify(error('AccessDenied', message, 403)).detail).toContain('service control policy')
  })

  test.each([
    [{ 'retry-after': '3' }, 3000],
    [{ 'x-amz-retry-after': '1500' }, 1500],
    [{ 'retry-after': 'Sat, 21 Nov 2026 10:00:07 GMT', date: 'Sat, 21 Nov 2026 10:00:02 GMT' }, 5000],
    [{}, undefined],
  ])('waits as long as %o says', (headers, milliseconds) => {
    expect(classify(error('Throttling', 'Rate exceeded', 400, headers)).retryAfterMilliseconds).toBe(milliseconds)
  })

  test('an answer that cannot be read is quoted nowhere', () => {
    const failure = classify(error('SyntaxError', `Unexpected token 's', "{"k":secret" is not valid JSON`, 200))
    expect(failure).toMatchObject({ kind: 'failed' })
    expect(failure.detail).not.toContain('secret')
    expect(classify(error('SyntaxError', 'x', 502)).kind).toBe('transient')
  })

  test('a request that was signed at another time speaks of the clock, not of the credentials', () => {
    const late = error('SignatureDoesNotMatch', 'Signature expired: 20261121T100000Z is now earlier than …', 403)
    expect(classify(late)).toMatchObject({ kind: 'transient' })
    expect(classify(late).detail).toContain('clock')
  })

  test.each([
    ['UnknownError', 'UnknownError', 'AWS answered with status 503 and gave no reason.'],
    ['Status503', 'Status503', 'AWS answered with status 503 and gave no reason.'],
    ['ServiceUnavailable', '', 'AWS answered with status 503 (ServiceUnavailable) and gave no reason.'],
  ])('a refusal without a word is told by its status: %s', (name, message, detail) => {
    expect(classify(error(name, message, 503)).detail).toBe(detail)
  })

  test("the SDK's own words about an answer that it cannot read are not passed on", () => {
    const message = 'XML parse error. Deserialization error: to see the raw response, inspect the hidden field'
    expect(classify(error('Error', message, 200))).toEqual({
      kind: 'failed',
      detail: 'AWS gave an answer that nobody can read: the answer cannot be read.',
    })
  })

  test('a signature that a message quotes is cut out', () => {
    expect(classify(error('Strange', 'bad request X-Amz-Signature=abc123&x=1', 400)).detail).toBe(
      'bad request X-Amz-Signature=…&x=1.',
    )
  })
})
