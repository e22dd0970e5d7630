/** 在岗: the roster's people now, their sign-ons, and who is late. */
import type { Module } from '../../module.ts'
import { ondutyProjection } from './apply.ts'
import { ondutyFacts } from './facts.ts'
import { ondutyRouter } from './router.ts'
import { watchDuty } from './watch.ts'

export { signOnExample } from './example.ts'
export { dutyNow } from './now.ts'
export { shiftPeople as dutyPeople } from './presence.ts'
export { watchRelief } from './relief.ts'

export const ondutyModule: Module = {
  name: 'onduty',
  facts: ondutyFacts,
  projections: [ondutyProjection],
  start: watchDuty,
  router: ondutyRouter,
}
