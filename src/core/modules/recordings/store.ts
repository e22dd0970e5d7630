/** What this console keeps of its sound inputs and of calls being recorded. */
import { z } from 'zod'
import type { Database } from '../../kernel/database.ts'
import { inputSettingsSchema, type InputSettings } from './contract.ts'
import { gapCauseKeys } from './words.ts'

export function storedInputs(local: Database): InputSettings[] {
  const rows = local
    .prepare<{ settings: string }>('select settings from recording_input order by gateway')
    .all()
  return rows.flatMap(({ settings }) => {
    // A row an older version cannot read is left alone and not used.
    const parsed = inputSettingsSchema.safeParse(JSON.parse(settings))
    return parsed.success ? [parsed.data] : []
  })
}

export function storeInput(local: Database, settings: InputSettings): void {
  local
    .prepare(
      `insert into recording_input (gateway, settings) values (?, ?)
       on conflict (gateway) do update set settings = excluded.settings`,
    )
    .run(settings.gateway, JSON.stringify(settings))
}

export function removeInput(local: Database, gateway: string): boolean {
  return local.prepare('delete from recording_input where gateway = ?').run(gateway).changes === 1
}

export function allowedSeats(local: Database): { readonly id: string; readonly name: string }[] {
  return local
    .prepare<{ id: string; name: string }>('select seat id, name from recording_seat order by at')
    .all()
}

export function allowSeat(
  local: Database,
  seat: { readonly id: string; readonly name: string },
  by: { readonly name: string; readonly at: number },
): void {
  local
    .prepare('insert or replace into recording_seat (seat, name, by_name, at) values (?, ?, ?, ?)')
    .run(seat.id, seat.name, by.name, by.at)
}

export function forbidSeat(local: Database, seat: string): void {
  local.prepare('delete from recording_seat where seat = ?').run(seat)
}

const time = z.number()

const keptCall = z.object({
  entity: z.string(),
  entry: z.string().optional(),
  gateway: z.string(),
  direction: z.enum(['in', 'out']),
  type: z.enum(['private', 'group', 'all', 'emergency', 'phone', 'other']),
  target: z.string(),
  caller: z.string().optional(),
  startAt: time,
  talkers: z.array(z.object({ radio: z.string(), at: time })),
})

const gap = z.object({ from: time, to: time.optional(), cause: z.enum(gapCauseKeys) })
export type OpenGap = z.infer<typeof gap>

/** One call being recorded. */
const liveSchema = z.object({
  id: z.string(),
  call: keptCall,
  input: z.string(),
  /** Of each part: the time of its first sound. */
  parts: z.array(z.object({ part: z.number(), at: time })),
  gaps: z.array(gap),
  /** Since when nothing is being recorded, and why. */
  missing: z.object({ from: time, cause: z.enum(gapCauseKeys) }).optional(),
  endAt: time.optional(),
})
export type KeptRecording = z.infer<typeof liveSchema>

export function keepLive(live: Database, kept: KeptRecording): void {
  live
    .prepare('insert or replace into recording_live (id, state) values (?, ?)')
    .run(kept.id, JSON.stringify(kept))
}

export function forgetLive(live: Database, id: string): void {
  live.prepare('delete from recording_live where id = ?').run(id)
}

export function keptLive(live: Database): KeptRecording[] {
  return live
    .prepare<{ state: string }>('select state from recording_live')
    .all()
    .flatMap(({ state }) => {
      const parsed = liveSchema.safeParse(JSON.parse(state))
      return parsed.success ? [parsed.data] : []
    })
}
