/** Bringing files to an incident and taking them back. */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import type { NewLine } from '../logbook/index.ts'
import { logLines } from '../logbook/index.ts'
import { maxAttachmentBytes } from './contract.ts'
import { attachmentAttached, attachmentWithdrawn, type AttachmentAttached } from './facts.ts'
import { forgetPending, keepPending, pendingRows, type PendingRow } from './pending.ts'
import { attachmentRow, pendingShown } from './queries.ts'
import { isBrokenPhoto, namedAsPhoto, sniff, typeOf } from './sniff.ts'
import { attachmentWord, sizeText } from './words.ts'

/** Without folders and control characters, as it is shown and given back. */
export function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  const shown = last.replaceAll(/[\u0000-\u001f\u007f]/g, '').trim()
  return shown === '' ? '未命名文件' : shown
}

/** Why these bytes are not kept under this name; `undefined`: they are. */
export function photoProblem(name: string, bytes: Uint8Array): string | undefined {
  if (!namedAsPhoto(name)) return undefined
  const found = sniff(bytes)
  if (found?.kind !== 'photo') {
    const what = found ? `，内容是${attachmentWord(found.kind)}` : ''
    return `“${name}”不是照片${what}，没有保存。请重发原图，或按普通文件保存。`
  }
  return isBrokenPhoto(bytes, found)
    ? `照片“${name}”不完整，打不开，没有保存。请重发原图，或按普通文件保存。`
    : undefined
}

/** A path for one `PUT`; the file then waits until somebody says where it belongs. */
export function expectUpload(
  context: CoreContext,
  seat: Seat,
  input: { readonly name: string; readonly asFile: boolean },
): string {
  const { person } = requireRight(seat, 'incident.write')
  const name = cleanName(input.name)
  return context.files.expect(
    maxAttachmentBytes,
    (sha256, bytes) => {
      const { type, kind } = typeOf(name, bytes)
      const isPhoto = kind === 'photo' && !input.asFile
      const { point, takenAt } = isPhoto ? context.readPhoto(bytes) : {}
      const row: PendingRow = {
        id: newId(context.world.clock, context.world.random),
        sha256,
        name,
        type: input.asFile && kind === 'photo' ? 'application/octet-stream' : type,
        kind: input.asFile && kind === 'photo' ? 'file' : kind,
        size: bytes.length,
        at: context.world.clock.nowMs(),
        point: point ?? null,
        takenAt: takenAt ?? null,
      }
      keepPending(context.local, person, row)
      return pendingShown(row)
    },
    input.asFile ? undefined : (bytes) => photoProblem(name, bytes),
  )
}

export interface AttachTo {
  readonly incident: string
  /** The further call they came with. */
  readonly call?: string | undefined
  readonly by: string
}

/** Files as facts, for the append of an opening or a further call; `forget` runs after it. */
export function attachDrafts(
  context: Pick<CoreContext, 'local'>,
  pending: readonly string[],
  to: AttachTo,
): {
  readonly drafts: readonly FactDraft<AttachmentAttached>[]
  readonly line: NewLine | undefined
  readonly forget: () => void
} {
  const rows = pending.length === 0 ? [] : pendingRows(context.local, pending)
  const drafts = rows.map(({ id, sha256, point, takenAt, ...rest }) => ({
    kind: attachmentAttached.kind,
    entity: id,
    body: {
      ...rest,
      attachment: sha256,
      incident: to.incident,
      by: to.by,
      ...(point ? { point } : {}),
      ...(takenAt === null ? {} : { takenAt }),
      ...(to.call === undefined ? {} : { call: to.call }),
    },
  }))
  return {
    drafts,
    line:
      rows.length === 0
        ? undefined
        : {
            kind: 'media',
            source: { kind: 'text', text: to.by },
            incident: to.incident,
            text: `附件：${rows.map(fileWords).join('；')}`,
            recorder: to.by,
          },
    forget: () =>
      void forgetPending(
        context.local,
        rows.map(({ id }) => id),
      ),
  }
}

function fileWords({ kind, name, size, point }: PendingRow): string {
  const where = point ? `，照片坐标 ${point.lat.toFixed(5)},${point.lon.toFixed(5)}` : ''
  return `${attachmentWord(kind)} ${name}（${sizeText(size)}${where}）`
}

export function attachPending(
  context: CoreContext,
  seat: Seat,
  input: { readonly incident: string; readonly pending: readonly string[] },
): Result<Recorded & { readonly ids: readonly string[] }, Refusal<'not-found'>> {
  const { name } = requireRight(seat, 'incident.write')
  // Which module keeps incidents is not this one's business; that it is there, is.
  if (context.log.factsOf(input.incident).length === 0) return refuse('not-found')
  const { drafts, line, forget } = attachDrafts(context, input.pending, {
    incident: input.incident,
    by: name,
  })
  if (drafts.length === 0 || !line) return refuse('not-found')
  const recorded = recordFor(context, seat, () => [...drafts, logLines(context)(line)])
  forget()
  return accept({ ...recorded, ids: drafts.map(({ entity }) => entity) })
}

export function withdrawAttachment(
  context: CoreContext,
  seat: Seat,
  input: { readonly attachment: string; readonly reason: string },
): Result<Recorded, Refusal<'not-found'> | Refusal<'already-withdrawn'>> {
  const { name } = requireRight(seat, 'incident.write')
  const row = attachmentRow(context.db, input.attachment)
  if (!row) return refuse('not-found')
  if (row.withdrawnAt !== null) return refuse('already-withdrawn')
  const reason = input.reason.trim()
  const at = context.world.clock.nowMs()
  const recorded = recordFor(context, seat, () => [
    { kind: attachmentWithdrawn.kind, entity: row.id, body: { reason, by: name, at } },
    logLines(context)({
      kind: 'media',
      source: { kind: 'text', text: name },
      incident: row.incident,
      text: `撤下附件：${attachmentWord(row.kind)} ${row.name}，${reason}`,
      recorder: name,
    }),
  ])
  return accept(recorded)
}
