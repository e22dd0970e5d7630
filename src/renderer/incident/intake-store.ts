/**
 * Whether the intake form is shown, and what it begins with: the button, the command line and a
 * telephone call all open the same form, with the same draft.
 */
import { create } from 'zustand'
import { useNavigation } from '../frame/navigation.ts'
import type { IncidentPlace } from '../../core/modules/incidents/contract.ts'

/** What is known before anybody types; words already in the form are never replaced. */
export interface IntakePrefill {
  /** As it would be typed: `14:00`. */
  readonly received?: string
  /** UTC epoch milliseconds; used where `received` is absent. */
  readonly receivedAt?: number
  /** Event code, '' for 待定. */
  readonly category?: string
  readonly place?: IncidentPlace
  readonly source?: string
  readonly contact?: string
  /** Key of `entryChannels`. */
  readonly channel?: string
  readonly narrative?: string
  /** The telephone call it is told on. */
  readonly phoneCall?: string
}

interface IntakeState {
  readonly open: boolean
  /** Waits until the form has taken it. */
  readonly prefill: IntakePrefill | undefined
}

export const useIntake = create<IntakeState>()(() => ({ open: false, prefill: undefined }))

/** Shows the form on the dispatch screen, whatever screen is shown now. */
export function openIntake(prefill?: IntakePrefill): void {
  useNavigation.getState().goTo('dispatch')
  useIntake.setState({ open: true, prefill })
}

export function closeIntake(): void {
  useIntake.setState({ open: false, prefill: undefined })
}

/** The form took what it was given. */
export function takePrefill(): void {
  useIntake.setState({ prefill: undefined })
}

const listeners = new Set<() => void>()

/** Something was registered here: a list that hides it must not. */
export function onRegistered(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function intakeDone(): void {
  closeIntake()
  for (const listener of listeners) listener()
}
