/** From a file to a base map: looked at, taken over, brought into the data folder. */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { BadPack, PackLook, PackRows } from '../../map-packs.ts'
import { TurnedDown, type CoreContext, type Seat } from '../../module.ts'
import { requireRight } from '../../seat-log.ts'
import { maxUploadBytes, type BasemapPreview } from './contract.ts'
import { basemapDesk } from './desk.ts'
import { note } from './note.ts'
import { shownPreview, type Preview } from './previews.ts'
import { storeBasemap, type BasemapRecord } from './store.ts'
import type { BasemapDatum } from './words.ts'

/** Below it an alarm says that the disk is full (design §6). */
const keptFreeBytes = 2 * 1024 ** 3

function fitsDisk(context: CoreContext, { sizeBytes }: PackLook): boolean {
  const { freeBytes } = context.machine()
  return freeBytes === undefined || freeBytes - (sizeBytes ?? 0) > keptFreeBytes
}

const notRead = (sentence: string): BadPack => refuse('bad-pack', `没有导入：${sentence}`)

export async function lookAt(
  context: CoreContext,
  file: { readonly path: string; readonly fileName: string; readonly taken: boolean },
  rows?: PackRows,
): Promise<Result<BasemapPreview, BadPack>> {
  const looked = await context.tiles.look(file.path, rows)
  if (!looked.ok) return notRead(looked.data)
  const preview = basemapDesk(context).previews.add({ ...file, look: looked.value })
  return accept(shownPreview(preview, fitsDisk(context, looked.value)))
}

/** A path for one `PUT`; what is no pack leaves nothing behind. */
export function expectPack(context: CoreContext, seat: Seat, fileName: string): string {
  requireRight(seat, 'map.configure')
  return context.files.receive(maxUploadBytes, async (bytes) => {
    const taken = context.tiles.takeIn(bytes)
    if (!taken.ok) {
      return new TurnedDown(
        taken.code === 'disk-full'
          ? '磁盘已满，文件没有保存。请清理磁盘后重试。'
          : '数据目录不能写入，文件没有保存。请检查目录权限。',
      )
    }
    const looked = await lookAt(context, { path: taken.value, fileName, taken: true })
    if (looked.ok) return looked.value
    context.tiles.discard(taken.value)
    return new TurnedDown(looked.data)
  })
}

/** The same file with its rows counted the other way. */
export async function lookAgain(
  context: CoreContext,
  token: string,
  rows: PackRows,
): Promise<Result<BasemapPreview, BadPack | Refusal<'expired'>>> {
  const { previews } = basemapDesk(context)
  const preview = previews.get(token)
  if (!preview) return refuse('expired')
  const { place, fileName, taken } = preview
  const again = await lookAt(context, { path: place.path, fileName, taken }, rows)
  if (again.ok) previews.release(token)
  return again
}

export interface TakeOver {
  readonly token: string
  readonly name: string
  readonly datum: BasemapDatum
  readonly source: string
  readonly approvalNumber: string
  readonly attribution: string
  readonly permission: string
  readonly keep: 'copy' | 'in-place'
}

export function takeOver(
  context: CoreContext,
  seat: Seat,
  input: TakeOver,
): Result<string, BadPack | Refusal<'expired'> | Refusal<'no-room'>> {
  const { name: by } = requireRight(seat, 'map.configure')
  const desk = basemapDesk(context)
  const preview = desk.previews.get(input.token)
  if (!preview) return refuse('expired')
  const isCopied = input.keep === 'copy' || preview.taken
  if (!isCopied && !preview.look.indexed) {
    return notRead('文件没有索引，留在原处读会很慢。请改为“复制进数据目录”，复制时会补上索引。')
  }
  if (isCopied && !preview.taken && !fitsDisk(context, preview.look)) return refuse('no-room')
  const record = recordOf(context, preview, { ...input, by, isCopied })
  note(context, seat, `底图「${record.name}」已导入（${by}），来源：${record.source}`)
  storeBasemap(context.local, record)
  desk.previews.release(input.token)
  desk.changed(record.id)
  if (isCopied) desk.copy(record)
  return accept(record.id)
}

function recordOf(
  { world: { clock, random } }: CoreContext,
  { place, look, taken }: Preview,
  input: TakeOver & { readonly by: string; readonly isCopied: boolean },
): BasemapRecord {
  const { datum, by, isCopied, permission } = input
  return {
    id: newId(clock, random),
    name: input.name.trim(),
    tiles: look.tiles,
    from: {
      kind: 'file',
      ...place,
      own: taken,
      copyWanted: isCopied,
      indexed: look.indexed,
      sizeBytes: look.sizeBytes,
    },
    datum,
    opacity: 1,
    visible: true,
    attribution: input.attribution.trim(),
    approvalNumber: input.approvalNumber.trim(),
    source: input.source.trim(),
    permission: permission.trim(),
    addedAt: clock.nowMs(),
    addedBy: by,
  }
}
