/** 值班日志: lines of the log book with who called, what was done and who was told. */
import type { Module } from '../../module.ts'
import { dutyEntryProjection, dutyPageProjection } from './apply.ts'
import { entryFacts, pageFacts } from './facts.ts'
import { watchQuiet } from './quiet.ts'
import { dutyLogRouter } from './router.ts'

export { documents } from './document.ts'
export { shiftPage } from './page.ts'

export const dutyLogModule: Module = {
  name: 'dutyLog',
  facts: [...entryFacts, ...pageFacts],
  projections: [dutyEntryProjection, dutyPageProjection],
  start: watchQuiet,
  router: dutyLogRouter,
}
