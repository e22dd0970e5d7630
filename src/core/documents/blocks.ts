/** Pieces that many documents begin or end with. */
import { beijingDateTime } from '../kernel/beijing-time.ts'
import type { Block, Words } from './model.ts'

export type Labelled = readonly [label: string, value: Words]

/** `2026-11-29 14:02`; empty where there is no time yet. */
export function minute(ms: number | null | undefined): string {
  return ms == null ? '' : beijingDateTime(ms).slice(0, 16)
}

/** `2026年11月29日14时02分`, as running text has it. */
export function minuteInWords(ms: number): string {
  const [date = '', time = ''] = beijingDateTime(ms).split(' ')
  const [year, month, day] = date.split('-')
  const [hours, minutes] = time.split(':')
  return `${year}年${Number(month)}月${Number(day)}日${hours}时${minutes}分`
}

/** Short values two in a row, in the order given. */
export function factPairs(pairs: readonly Labelled[]): Block {
  const rows: (readonly Labelled[])[] = []
  for (let place = 0; place < pairs.length; place += 2) rows.push(pairs.slice(place, place + 2))
  return { kind: 'facts', rows }
}

/** Long values, one in a row; `heightMm` leaves room to write by hand. */
export function factRows(
  rows: readonly { readonly label: string; readonly value: Words; readonly heightMm?: number }[],
): Block {
  return {
    kind: 'facts',
    rows: rows.map(({ label, value }) => [[label, value]]),
    heightsMm: rows.map(({ heightMm }) => heightMm ?? 0),
  }
}

export function signatures(...labels: readonly (readonly [string, string])[]): Block {
  return { kind: 'signatures', labels }
}

/** What a report must say and nobody knows yet. */
export const toBeVerified = '待核'
