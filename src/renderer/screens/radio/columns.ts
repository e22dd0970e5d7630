/**
 * The panels of the right column. Adding one is its file and a line here: `upper` ones share the
 * upper half as tabs, `lower` ones the lower half; on the small desk all of them share one place.
 * A panel takes no properties and draws its own `Panel`; whom to write to goes through
 * `renderer/radio/writing.ts`.
 */
import type { ComponentType } from 'react'
import { StationsPanel } from '../../stations/StationsPanel.tsx'
import { PresencePanel } from './PresencePanel.tsx'
import { ReachPanel } from './reach/ReachPanel.tsx'
import { RecordingsPanel } from './RecordingsPanel.tsx'
import { RollCallPanel } from './rollcall/RollCallPanel.tsx'

export interface RightPanel {
  readonly key: string
  readonly title: string
  readonly place: 'upper' | 'lower'
  readonly component: ComponentType
  /** Shows it and puts the focus into its list. */
  readonly hotkey?: string
}

export const rightPanels: readonly RightPanel[] = [
  { key: 'reach', title: '联络', place: 'upper', component: ReachPanel },
  {
    key: 'roll-call',
    title: '点名',
    place: 'lower',
    component: RollCallPanel,
    hotkey: 'Alt+D',
  },
  { key: 'radios', title: '电台', place: 'lower', component: PresencePanel },
  { key: 'recordings', title: '录音', place: 'lower', component: RecordingsPanel },
  {
    key: 'stations',
    title: '测站',
    place: 'lower',
    component: StationsPanel,
    hotkey: 'Alt+Q',
  },
]
