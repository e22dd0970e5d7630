/** The roster as seats see it: the month, its people, what breaks a rule, swaps, leave, sheets. */
import { filesContract } from './files-contract.ts'
import { generationContract } from './generation-contract.ts'
import { monthContract } from './month-contract.ts'
import { requestsContract } from './requests-contract.ts'
import { settingsContract } from './settings-contract.ts'

export type { RosterImportRow } from './files-contract.ts'
export type { Generation } from './generation-contract.ts'
export type { RosterChange, RosterDay, RosterMonth, ShownViolation } from './month-contract.ts'
export type { ShownSwap } from './requests-contract.ts'
export {
  violationSchema,
  type BalanceRow,
  type RosterMember,
  type RosterPool,
  type RosterViolation,
  type ShownLeave,
  type ShownPost,
  type ShownShift,
  type ShownWish,
} from './schemas.ts'
export type { PatternUse, RosterPattern, RosterRuleSettings } from './settings-contract.ts'
export {
  leaveKinds,
  sheetForms,
  weekdayWord,
  type LeaveKind,
  type SwapKind,
  type SwapState,
} from './words.ts'

export const rostersContract = {
  ...monthContract,
  ...generationContract,
  ...requestsContract,
  ...settingsContract,
  ...filesContract,
}
