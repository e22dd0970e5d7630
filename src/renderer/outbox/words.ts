/** Marks, tones and short words of a message's recipients. */
import type { ShownMessage, ShownRecipient, ShownRung } from '../../core/modules/outbox/contract.ts'

type State = ShownRecipient['state']

/** Delivered is one tick, acknowledged two: never the same sign. */
export const stateMarks: Readonly<Record<State, string>> = {
  queued: '…',
  sending: '→',
  sent: '→',
  delivered: '✓',
  acknowledged: '✓✓',
  failed: '✗',
  undecided: '?',
  withdrawn: '－',
}

export const stateTones: Readonly<Record<State, 'good' | 'waiting' | 'bad' | 'doubt' | 'note'>> = {
  queued: 'waiting',
  sending: 'waiting',
  sent: 'waiting',
  delivered: 'waiting',
  acknowledged: 'good',
  failed: 'bad',
  undecided: 'doubt',
  withdrawn: 'note',
}

export function rungWords({ meansWord, gateway, address, group }: ShownRung): string {
  const to = address === '' ? '' : ` ${group ? '组 ' : ''}${address}`
  return `${gateway === null ? '人工' : ''}${meansWord}${to}`
}

/** `送达 6 · 复诵 4 · 未达 2`; zeros are left out. */
export function countWords({ recipients }: ShownMessage): string {
  const count = (...states: readonly State[]) =>
    recipients.filter(({ state }) => states.includes(state)).length
  const parts: readonly (readonly [string, number])[] = [
    ['在途', count('queued', 'sending', 'sent')],
    ['送达', count('delivered')],
    ['复诵', count('acknowledged')],
    ['待定', count('undecided')],
    ['未达', count('failed')],
    ['撤回', count('withdrawn')],
  ]
  return parts
    .filter(([, number]) => number > 0)
    .map(([word, number]) => `${word} ${number}`)
    .join(' · ')
}
