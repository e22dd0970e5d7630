/** Limits and timers of the county: first values from the profile, changes as facts with a name. */
import { implement, ORPCError } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { ruleProjection } from './apply.ts'
import { rulesContract, ruleUnitWords } from './contract.ts'
import { ruleFacts, ruleSet } from './facts.ts'
import { ruleList } from './queries.ts'

export { ruleList, ruleMs, ruleValue } from './queries.ts'

function rulesRouter(context: CoreContext) {
  const os = implement(rulesContract).$context<SeatContext>()
  return {
    list: os.list.handler(({ context: { seat } }) => {
      requireSession(seat)
      return ruleList(context)
    }),
    set: os.set.handler(({ input, errors, context: { seat } }) => {
      const { name, person } = requireRight(seat, 'rule.write')
      const rule = ruleList(context).find(({ key }) => key === input.key)
      if (!rule) throw new ORPCError('NOT_FOUND')
      if (rule.basis === 'law') throw errors.LEGAL()
      const { min, max, unit } = rule
      if (input.value < min || input.value > max) throw errors.OUT_OF_RANGE({ data: { min, max } })
      const word = ruleUnitWords[unit]
      const { storedAt } = recordFor(context, seat, () => [
        {
          kind: ruleSet.kind,
          entity: rule.key,
          body: { key: rule.key, value: input.value, reason: input.reason.trim(), by: name },
        },
        logLines(context)({
          kind: 'change',
          source: { kind: 'person', id: person, text: name },
          text: `规则“${rule.label}”：${input.value} ${word}（原：${rule.value} ${word}）；原因：${input.reason.trim()}`,
          recorder: name,
        }),
      ])
      return { storedAt }
    }),
  }
}

export const rulesModule: Module = {
  name: 'rules',
  facts: ruleFacts,
  projections: [ruleProjection],
  router: rulesRouter,
}
