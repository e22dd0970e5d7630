/** Every state machine passes this: the whole square of states is walked, from its own table. */
import { describe, expect, it } from 'vitest'
import {
  nextSteps,
  stepOf,
  wayTo,
  whyNot,
  type Machine,
} from '../../src/core/kernel/state-machine.ts'

const chinese = /\p{Script=Han}/u

export function machineSuite<State extends string>(name: string, machine: Machine<State>): void {
  const keys = machine.states.map(([key]) => key)
  describe(`state machine ${name}`, () => {
    it('names every state once, in Chinese, and every step between named states once', () => {
      expect(new Set(keys).size).toBe(keys.length)
      for (const [, word] of machine.states) expect(word).toMatch(chinese)
      const pairs = machine.steps.map(({ from, to }) => `${from}>${to}`)
      expect(new Set(pairs).size).toBe(pairs.length)
      for (const { from, to, action, actor } of machine.steps) {
        expect(keys).toContain(from)
        expect(keys).toContain(to)
        expect(action).toMatch(chinese)
        expect(actor).toMatch(chinese)
      }
    })

    it('reaches every state from the first', () => {
      const lost = keys.filter(
        (key) => key !== machine.start && wayTo(machine, machine.start, key) === undefined,
      )
      expect(lost).toEqual([])
    })

    it.each(keys.flatMap((from) => keys.map((to) => [from, to] as const)))(
      '%s to %s is a step of the table or refused with a Chinese reason',
      (from, to) => {
        const step = stepOf(machine, from, to)
        expect(nextSteps(machine, from).some((one) => one.to === to)).toBe(step !== undefined)
        if (step) return
        const sentence = whyNot(machine, from, to)
        expect(sentence).toMatch(chinese)
        expect(sentence).toMatch(/。$/)
        for (const key of keys) expect(sentence.includes(key)).toBe(false)
      },
    )
  })
}
