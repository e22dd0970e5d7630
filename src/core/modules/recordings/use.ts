/** Listening, exporting, keeping: each is on record before anybody hears anything. */
import { ORPCError } from '@orpc/server'
import { beijingDate, beijingTime } from '../../kernel/beijing-time.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { recordingExported, recordingKept, recordingListened } from './facts.ts'
import { playable, recordingRow, shown } from './queries.ts'
import type { RecordingRow } from './tables.ts'

interface Sound {
  readonly row: RecordingRow
  readonly bytes: Uint8Array
  readonly sha256: string
}

/** @throws ORPCError NOT_FOUND, NO_SOUND, DAMAGED_SOUND */
function soundOf(context: CoreContext, id: string): Sound {
  const row = recordingRow(context, id)
  if (!row) throw new ORPCError('NOT_FOUND')
  const { state, stateWord } = playable(context, row)
  if (state !== 'ready' || row.sha256 === null) {
    throw new ORPCError('NO_SOUND', {
      message: `这段录音没有声音：${stateWord}。`,
      data: { why: stateWord },
    })
  }
  const bytes = context.sounds.read(id, row.sha256)
  if (!bytes) throw new ORPCError('DAMAGED_SOUND')
  return { row, bytes, sha256: row.sha256 }
}

/** `录音-中-2026-11-29-140231-组101.webm` */
function fileName(context: CoreContext, row: RecordingRow): string {
  const { target } = shown(context, row)
  const time = beijingTime(row.callAt).replaceAll(':', '')
  const whom = target.callSign.replaceAll(/[^\p{L}\p{N}]/gu, '')
  return `录音-${row.site}-${beijingDate(row.callAt)}-${time}-${whom}.webm`
}

/** @throws ORPCError of the contract */
export function playRecording(context: CoreContext, seat: Seat, id: string) {
  const { person, name } = requireRight(seat, 'recording.listen')
  const { row, bytes } = soundOf(context, id)
  const at = context.world.clock.nowMs()
  const body = { by: person, byName: name, at, seat: seat.name }
  recordFor(context, seat, [{ kind: recordingListened.kind, entity: id, body }])
  const path = context.files.offer({ name: fileName(context, row), type: 'audio/webm', bytes })
  return { path, type: row.soundType }
}

/** @throws ORPCError of the contract */
export function exportRecording(context: CoreContext, seat: Seat, id: string, purpose: string) {
  requireRight(seat, 'export')
  const { person, name } = requireRight(seat, 'recording.listen')
  const { row, bytes, sha256 } = soundOf(context, id)
  const file = fileName(context, row)
  const at = context.world.clock.nowMs()
  const why = purpose.trim()
  const body = { by: person, byName: name, at, purpose: why, sha256, fileName: file }
  recordFor(context, seat, () => [
    { kind: recordingExported.kind, entity: id, body },
    logLines(context)({
      kind: 'change',
      source: { kind: 'person', id: person, text: name },
      text: `导出录音 ${file}，用途：${why}；SHA-256 ${sha256.slice(0, 16)}…`,
      recorder: name,
      ...(row.incident === null ? {} : { incident: row.incident }),
    }),
  ])
  return {
    path: context.files.offer({ name: file, type: 'audio/webm', bytes }),
    fileName: file,
  }
}

/** @throws ORPCError NOT_FOUND */
export function keepRecording(
  context: CoreContext,
  seat: Seat,
  { recording, keep, reason }: { recording: string; keep: boolean; reason: string },
) {
  const { person, name } = requireRight(seat, 'recording.listen')
  const row = recordingRow(context, recording)
  if (!row || row.removedAt !== null) throw new ORPCError('NOT_FOUND')
  const at = context.world.clock.nowMs()
  const body = { by: person, byName: name, at, keep, reason: reason.trim() }
  const { storedAt } = recordFor(context, seat, [
    { kind: recordingKept.kind, entity: recording, body },
  ])
  return { storedAt }
}
