import type { CommsMode } from '../../core/modules/reach/contract.ts'
import type { Tone } from '../ui/Tag.tsx'

/** How a comms mode looks wherever it is named; its word always stands beside. */
export const modeTones: Readonly<Record<CommsMode, Tone>> = {
  normal: 'ok',
  degraded: 'orange',
  triple_cut: 'red',
  recovering: 'yellow',
}
