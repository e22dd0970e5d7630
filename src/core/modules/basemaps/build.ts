/** Building a vector pack from the county's own files: one at a time, with its steps, to its end. */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { BadPack, BuildInput, SourceLook } from '../../map-packs.ts'
import { TurnedDown, type CoreContext, type Seat } from '../../module.ts'
import { requireRight } from '../../seat-log.ts'
import { maxUploadBytes, type BasemapJob, type BasemapSource } from './contract.ts'
import { basemapDesk } from './desk.ts'
import { lastPart } from './file-name.ts'
import { note } from './note.ts'
import { storeBasemap } from './store.ts'

const lifeMs = 30 * 60_000

interface Source {
  readonly token: string
  readonly path: string
  readonly fileName: string
  /** Sent by a page: the file lies in the folder of packs. */
  readonly taken: boolean
  readonly until: number
}

export interface BuildOrder {
  readonly name: string
  readonly source: string
  readonly approvalNumber: string
  readonly attribution: string
  readonly permission: string
  readonly minZoom: number
  readonly maxZoom: number
  readonly inputs: readonly (Omit<BuildInput, 'path' | 'fileName'> & { readonly token: string })[]
}

export interface Workshop {
  look(path: string, fileName: string, taken: boolean): Promise<Result<BasemapSource, BadPack>>
  expect(seat: Seat, fileName: string): string
  begin(seat: Seat, order: BuildOrder): Result<string, Refusal<'busy'> | Refusal<'expired'>>
  job(): BasemapJob | null
  /** False: it is not the job that runs. */
  cancel(job: string): boolean
}

const workshops = new WeakMap<CoreContext, Workshop>()

export function workshop(context: CoreContext): Workshop {
  const known = workshops.get(context)
  if (known) return known
  const made = openWorkshop(context)
  workshops.set(context, made)
  return made
}

function openWorkshop(context: CoreContext): Workshop {
  const { tiles } = context
  const { clock, random } = context.world
  const sources = new Map<string, Source>()
  let job: BasemapJob | null = null
  let cancel: (() => void) | undefined

  function tell(change: Partial<BasemapJob>): void {
    if (job) job = { ...job, ...change }
    context.changed('basemaps', [])
  }

  function forget(tokens: Iterable<string>): void {
    for (const token of tokens) {
      const source = sources.get(token)
      sources.delete(token)
      if (source?.taken) tiles.discard(source.path)
    }
  }

  function forgetOld(): void {
    const now = clock.nowMs()
    forget([...sources.values()].filter(({ until }) => until < now).map(({ token }) => token))
  }

  async function look(path: string, fileName: string, taken: boolean) {
    forgetOld()
    const looked = await tiles.lookAtSource(path, fileName)
    if (!looked.ok) return refuse('bad-pack', `没有导入：${looked.data}`)
    const token = newId(clock, random)
    sources.set(token, { token, path, fileName, taken, until: clock.nowMs() + lifeMs })
    return accept(shownSource(token, fileName, looked.value))
  }

  async function run(seat: Seat, by: string, order: BuildOrder, inputs: readonly BuildInput[]) {
    const id = newId(clock, random)
    const { name, attribution, minZoom, maxZoom } = order
    const plan = { name: name.trim(), attribution, minZoom, maxZoom, inputs }
    const build = tiles.build(id, plan, ({ step, done, total }) => tell({ step, done, total }))
    cancel = () => {
      build.cancel()
      tell({ state: 'cancelled', sentence: '已取消，没有制作。' })
    }
    const built = await build.done
    cancel = undefined
    if (job?.state === 'cancelled') return
    const looked = built.ok ? await tiles.look(built.value.path) : built
    if (!built.ok || !looked.ok) {
      return tell({ state: 'failed', sentence: looked.ok ? '' : looked.data })
    }
    const { container, rows, sizeBytes } = looked.value
    const { source, approvalNumber, permission } = order
    note(context, seat, `底图「${plan.name}」已制作（${by}），来源：${source}`)
    storeBasemap(context.local, {
      id,
      name: plan.name,
      // We cut it: that one layer alone would prove nothing changes nothing.
      tiles: { ...looked.value.tiles, schema: 'openmaptiles' },
      from: {
        kind: 'file',
        container,
        rows,
        path: built.value.path,
        own: true,
        copyWanted: false,
        indexed: true,
        sizeBytes,
      },
      datum: 'wgs84',
      opacity: 1,
      visible: true,
      attribution,
      approvalNumber,
      source,
      permission,
      addedAt: clock.nowMs(),
      addedBy: by,
    })
    basemapDesk(context).changed(id)
    const { features, leftOut } = built.value
    const besides = leftOut === 0 ? '' : `；${leftOut} 个要素的形状与所选内容不符，没有画`
    tell({ state: 'done', basemap: id, sentence: `已制作，共 ${features} 个要素${besides}。` })
  }

  return {
    look,
    expect(seat, fileName) {
      requireRight(seat, 'map.configure')
      return context.files.receive(maxUploadBytes, async (bytes) => {
        const taken = tiles.takeIn(bytes)
        if (!taken.ok) return new TurnedDown('文件没有保存：磁盘已满或不能写入。请检查磁盘。')
        const looked = await look(taken.value, fileName, true)
        if (looked.ok) return looked.value
        tiles.discard(taken.value)
        return new TurnedDown(looked.data)
      })
    },
    begin(seat, order) {
      const { name: by } = requireRight(seat, 'map.configure')
      if (job?.state === 'running') return refuse('busy')
      const now = clock.nowMs()
      const inputs = order.inputs.flatMap(({ token, ...rest }): BuildInput[] => {
        const source = sources.get(token)
        if (!source || source.until < now) return []
        return [{ ...rest, path: source.path, fileName: source.fileName }]
      })
      if (inputs.length < order.inputs.length) return refuse('expired')
      const id = newId(clock, random)
      const { name } = order
      const start = { step: 'reading', done: 0, total: inputs.length } as const
      job = { id, name, state: 'running', ...start, sentence: '', basemap: null }
      tell({})
      run(seat, by, order, inputs)
        .catch((error: unknown) => {
          context.logger.error('basemaps.build', { error: String(error) })
          tell({ state: 'failed', sentence: '程序内部错误，没有制作，已记入日志。' })
        })
        .finally(() => forget(order.inputs.map(({ token }) => token)))
      return accept(id)
    },
    job: () => job,
    cancel(wanted) {
      if (job?.id !== wanted || !cancel) return false
      cancel()
      return true
    },
  }
}

function shownSource(token: string, fileName: string, look: SourceLook): BasemapSource {
  return { token, fileName: lastPart(fileName), ...look }
}
