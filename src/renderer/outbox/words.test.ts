import { expect, it } from 'vitest'
import type { ShownMessage, ShownRecipient } from '../../core/modules/outbox/contract.ts'
import { countWords, rungWords, stateMarks } from './words.ts'

const recipient = (state: ShownRecipient['state']) => ({ state }) as ShownRecipient

it('never shows delivered and acknowledged with the same sign', () => {
  expect(stateMarks.delivered).not.toBe(stateMarks.acknowledged)
})

it('counts recipients by what became of them and leaves zeros out', () => {
  const recipients = [recipient('delivered'), recipient('acknowledged'), recipient('failed')]
  expect(countWords({ recipients } as unknown as ShownMessage)).toBe('送达 1 · 复诵 1 · 未达 1')
})

it('names a means a person carries as such', () => {
  const rung = { means: 'public', meansWord: '公网', address: '13807970001', group: false } as const
  expect(rungWords({ ...rung, gateway: null, gatewayName: null })).toBe('人工公网 13807970001')
  expect(rungWords({ ...rung, gateway: 'g', gatewayName: '短信猫' })).toBe('公网 13807970001')
})
