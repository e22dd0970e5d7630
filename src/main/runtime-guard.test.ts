import { expect, it } from 'vitest'
import { runtimeRefusal } from './runtime-guard.ts'

it('lets a runtime with Node-API 10 pass', () => {
  expect(runtimeRefusal({ napi: '10', node: '24.0.0' })).toBeUndefined()
})

it('turns an older runtime away with one sentence that names it and the way out', () => {
  const sentence = runtimeRefusal({ napi: '9', node: '20.19.2' })
  expect(sentence).toContain('Node 20.19.2')
  expect(sentence).toContain('npm start')
  expect(sentence).not.toContain('\n')
})

it('turns a runtime away that does not say its Node-API version', () => {
  expect(runtimeRefusal({})).toContain('Node unknown')
})
