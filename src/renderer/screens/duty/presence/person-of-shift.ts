import type { DutyPerson, DutyShiftShown } from '../../../../core/modules/onduty/contract.ts'

/** Somebody of a shift, with the shift: two shifts stand beside each other while handing over. */
export interface PersonOfShift extends DutyPerson {
  readonly shift: DutyShiftShown
}
