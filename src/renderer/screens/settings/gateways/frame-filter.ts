/** Which frames of the ring are shown. */
import type { GatewayFrame } from '../../../../core/modules/gateways/contract.ts'

export interface FrameFilter {
  readonly direction: 'all' | 'in' | 'out'
  readonly outcome: 'all' | GatewayFrame['outcome']
  readonly kind: string | undefined
  /** Words of the decoded frame, or hex with or without blanks. */
  readonly text: string
}

export const noFilter: FrameFilter = { direction: 'all', outcome: 'all', kind: undefined, text: '' }

export const isFiltering = (filter: FrameFilter): boolean =>
  filter.direction !== 'all' ||
  filter.outcome !== 'all' ||
  filter.kind !== undefined ||
  filter.text.trim() !== ''

/** Hex is looked for from a whole byte on; anything else in kind and decoded words. */
function contains(frame: GatewayFrame, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  const digits = wanted.replaceAll(/[\s:]/g, '')
  const hex = frame.hex.replaceAll(' ', '')
  if (/^(?:[0-9a-f]{2})+$/.test(digits)) {
    for (let at = hex.indexOf(digits); at !== -1; at = hex.indexOf(digits, at + 1)) {
      if (at % 2 === 0) return true
    }
  }
  const words = `${frame.kind} ${frame.decoded === null ? '' : JSON.stringify(frame.decoded)}`
  return words.toLowerCase().includes(wanted)
}

export function filtered(frames: readonly GatewayFrame[], filter: FrameFilter): GatewayFrame[] {
  return frames.filter(
    (frame) =>
      (filter.direction === 'all' || frame.direction === filter.direction) &&
      (filter.outcome === 'all' || frame.outcome === filter.outcome) &&
      (filter.kind === undefined || frame.kind === filter.kind) &&
      contains(frame, filter.text),
  )
}

export const kindsOf = (frames: readonly GatewayFrame[]): string[] =>
  [...new Set(frames.map(({ kind }) => kind))].toSorted()
