import { expect, test } from 'vitest'
import { aiOfAccount, callsModels, modelCallOf, modelProjectOf } from './ai.ts'

test('a role is for models where it allows little else', () => {
  const call = 'aiplatform.endpoints.predict'
  expect(modelCallOf([call, 'aiplatform.models.list', 'resourcemanager.projects.get'])).toBe(call)
  expect(modelCallOf(['cloudaicompanion.companions.generateCode'])).toBe('cloudaicompanion.companions.generateCode')
  expect(modelCallOf([call, 'storage.objects.get'])).toBeUndefined()
  expect(modelCallOf(['aiplatform.models.list'])).toBeUndefined()
  expect(modelCallOf([])).toBeUndefined()
})

test('Google’s own accounts for models show which projects use them', () => {
  expect(modelProjectOf('service-12@gcp-sa-aiplatform-re.iam.gserviceaccount.com')).toBe('12')
  expect(modelProjectOf('service-12@gcp-sa-discoveryengine.iam.gserviceaccount.com')).toBe('12')
  expect(modelProjectOf('service-12@gcp-sa-pubsub.iam.gserviceaccount.com')).toBeUndefined()
  expect(modelProjectOf('deploy@acme.iam.gserviceaccount.com')).toBeUndefined()
})

test('keys are for models by the API that they may call', () => {
  expect(['generativelanguage.googleapis.com', 'maps-backend.googleapis.com'].map(callsModels)).toEqual([true, false])
})

test('of an account without any sign nothing follows', () => {
  const nothing = {
    engines: [],
    key: undefined,
    roles: new Set(['roles/editor']),
    modelRoles: new Map(),
    shared: false,
  }
  expect(aiOfAccount(nothing)).toBeUndefined()
})
