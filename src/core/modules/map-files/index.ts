/** Map files of other programs, in and out. Keeps nothing: what is taken over are features or drawings. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import { zoneAt } from '../../kernel/projected.ts'
import type { CoreContext, Module, SeatContext, Seat } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { mapFilesContract, maxMapFileBytes, maxPictureBytes } from './contract.ts'
import { exportMapFile } from './export.ts'
import { keepPicture } from './print.ts'
import { chosenFeatures, previewOf } from './reading.ts'
import { receivedFiles } from './received.ts'
import { planTake, take, type TakeRefusal } from './take.ts'

export { documents } from './print.ts'

interface ReadErrors {
  EXPIRED(): Error
  UNREADABLE(options: { message: string; data: { sentence: string } }): Error
  DATUM_NEEDED(options: { message: string; data: { sentence: string; zone: number } }): Error
}

interface TakeErrors {
  NOTHING(): Error
  TOO_MANY(options: { message: string; data: { most: number; count: number } }): Error
  NO_SUCH_INCIDENT(): Error
  WRONG_SHAPE(): Error
}

function takeError(errors: TakeErrors, refusal: TakeRefusal): Error {
  switch (refusal.code) {
    case 'nothing':
      return errors.NOTHING()
    case 'too-many': {
      const { count, most } = refusal.data
      const message = `共 ${count} 个，一次最多 ${most} 个，没有导入。请去掉一些图层，或分成几个文件。`
      return errors.TOO_MANY({ message, data: refusal.data })
    }
    case 'no-such-incident':
      return errors.NO_SUCH_INCIDENT()
    case 'wrong-shape':
      return errors.WRONG_SHAPE()
    default:
      return assertNever(refusal)
  }
}

type Answers = Parameters<ReturnType<typeof receivedFiles>['read']>[2] & {
  readonly token: string
  readonly nameFrom?: string | undefined
  readonly without: readonly string[]
}

function mapFilesRouter(context: CoreContext) {
  const os = implement(mapFilesContract).$context<SeatContext>()
  const received = receivedFiles(context)

  /** @throws the contract's own errors */
  async function read(seat: Seat, input: Answers, errors: ReadErrors) {
    requireSession(seat)
    const { token, datum, encoding, swapped } = input
    const done = await received.read(seat, token, { datum, encoding, swapped })
    if (done.ok) {
      const { name, file } = done.value
      return { file, source: name, chosen: chosenFeatures(file, name, input) }
    }
    if (done.code === 'expired') throw errors.EXPIRED()
    const { sentence } = done.data
    if (done.code !== 'datum-needed') {
      throw errors.UNREADABLE({ message: sentence, data: { sentence } })
    }
    const { bbox } = context.county.county
    const zone = zoneAt((bbox.west + bbox.east) / 2)
    throw errors.DATUM_NEEDED({ message: sentence, data: { sentence, zone } })
  }

  return {
    upload: os.upload.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return {
        path: context.files.receive(maxMapFileBytes, (bytes) =>
          received.take(seat, input.name, bytes),
        ),
        limitBytes: maxMapFileBytes,
      }
    }),
    picture: os.picture.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return {
        path: context.files.receive(maxPictureBytes, (png) => {
          const kept = keepPicture(context, { ...input, png })
          return kept ?? { token: '' }
        }),
      }
    }),
    preview: os.preview.handler(async ({ input, errors, context: { seat } }) => {
      const { file, chosen } = await read(seat, input, errors)
      return previewOf(file, chosen, context.county)
    }),
    plan: os.plan.handler(async ({ input, errors, context: { seat } }) => {
      const { source, chosen } = await read(seat, input, errors)
      const plan = planTake(context, seat, { source, features: chosen.features }, input.target)
      if (plan.ok) return { ...plan.value, remarks: [...plan.value.remarks] }
      if (plan.code === 'nothing') return { add: 0, update: 0, same: 0, problem: 0, remarks: [] }
      const count = chosen.features.length
      const remark =
        plan.code === 'too-many'
          ? `共 ${plan.data.count} 个，一次最多 ${plan.data.most} 个。`
          : plan.code === 'wrong-shape'
            ? '所选的标绘不能用这种形状。'
            : '没有找到这个事件。'
      return { add: 0, update: 0, same: 0, problem: count, remarks: [remark] }
    }),
    take: os.take.handler(async ({ input, errors, context: { seat } }) => {
      const { source, chosen } = await read(seat, input, errors)
      const done = take(context, seat, { source, features: chosen.features }, input.target)
      if (!done.ok) throw takeError(errors, done)
      received.forget(input.token)
      return { ...done.value, remarks: [...done.value.remarks] }
    }),
    export: os.export.handler(async ({ input, errors, context: { seat } }) => {
      const done = await exportMapFile(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'nothing' ? errors.NOTHING() : errors.TOO_MANY()
    }),
  }
}

export const mapFilesModule: Module = {
  name: 'mapFiles',
  facts: [],
  projections: [],
  router: mapFilesRouter,
}
