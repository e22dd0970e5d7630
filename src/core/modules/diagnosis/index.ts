/** Diagnosis of gateways: the doctor, detection of ports, replay of exports, frames kept aside. */
import { implement, ORPCError } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import { newId } from '../../kernel/id.ts'
import { readExport, type TimedFrame } from '../../gateway/frame-export.ts'
import type { Replayed } from '../../gateway/replay.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import { gatewayName, shownFrame } from '../gateways/index.ts'
import {
  bookmark,
  bookmarkMigrations,
  bookmarks,
  forgetBookmark,
  framesOf,
  keepBookmark,
  linesOf,
} from './bookmarks.ts'
import { diagnosisContract, type ReplayShown } from './contract.ts'
import { detectionDesk } from './detection.ts'
import { eventText, eventWord } from './event-words.ts'

/** Device clock minus ours, by gateway, as it was told last. */
const offsets = new WeakMap<CoreContext, Map<string, number>>()

function startDiagnosis(context: CoreContext): () => void {
  const known = new Map<string, number>()
  offsets.set(context, known)
  const stop = context.gateways.onEvent((gateway, event) => {
    if (event.kind === 'clockQuality') known.set(gateway, event.offsetMs)
    else if (event.kind === 'stationHeard' && event.clockAt !== undefined) {
      known.set(gateway, event.clockAt - context.world.clock.nowMs())
    }
  })
  return () => {
    stop()
    detectionDesk(context).stop()
  }
}

/** As many as a screen can hold; the file has them all. */
const mostShown = 5000

function replayShown(
  { frames, events, written, fault, cut }: Replayed,
  causes: Readonly<Record<string, string>>,
): ReplayShown {
  const bad = frames.filter(
    ({ frame }) => frame.direction === 'in' && frame.outcome !== 'ok',
  ).length
  const parts = [
    `解出 ${frames.length} 帧（其中 ${bad} 帧有问题），会产生 ${events.length} 个事件`,
    written > 0 ? `驱动想发 ${written} 次，都没有发出` : '',
    cut || frames.length > mostShown ? `只显示前 ${mostShown} 条` : '',
    fault === undefined ? '' : `驱动程序出错：${fault}`,
  ]
  return {
    frames: frames
      .slice(0, mostShown)
      .map(({ at, frame }, i) => shownFrame({ seq: i + 1, at, frame })),
    events: events
      .slice(0, mostShown)
      .map(({ at, event }) => ({ at, word: eventWord(event), text: eventText(event, causes) })),
    words: `${parts.filter((part) => part !== '').join('；')}。没有写入记录，也没有发到线路上。`,
  }
}

function fileOf(context: CoreContext, name: string, frames: string) {
  const time = new Date(context.world.clock.nowMs()).toISOString().replaceAll(/[:.]/g, '-')
  return { fileName: `frames-${name}-${time}.tsv`, text: frames }
}

function ringFrames(context: CoreContext, gateway: string, seqs: readonly number[]): TimedFrame[] {
  const wanted = new Set(seqs)
  return context.gateways.frames(gateway).filter(({ seq }) => wanted.has(seq))
}

function diagnosisRouter(context: CoreContext) {
  const os = implement(diagnosisContract).$context<SeatContext>()
  return {
    examine: os.examine.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      const clockOffsetMs = offsets.get(context)?.get(input.id)
      return context.gateways
        .examine(input.id, { clockOffsetMs })
        .map((symptom) => ({ ...symptom, todo: [...symptom.todo] }))
    }),
    detection: os.detection.handler(({ context: { seat } }) => {
      requireSession(seat)
      return detectionDesk(context).state
    }),
    startDetection: os.startDetection.handler(({ input, errors, context: { seat } }) => {
      requireRight(seat, 'gateway.configure')
      if (context.status === 'test') throw errors.PRACTICE_ONLY_SIMULATED()
      if (!detectionDesk(context).start(input)) throw errors.RUNNING()
      return { started: true }
    }),
    stopDetection: os.stopDetection.handler(({ context: { seat } }) => {
      requireRight(seat, 'gateway.configure')
      detectionDesk(context).stop()
      return { stopped: true }
    }),
    replay: os.replay.handler(({ input, errors, context: { seat } }) => {
      requireRight(seat, 'gateway.configure')
      const read = readExport(input.text)
      if (!read.ok) {
        switch (read.code) {
          case 'not-an-export': {
            const { line } = read.data
            const message = `第 ${line} 行不是原始数据导出的格式，没有回放。请选「导出」存下的 .tsv 文件。`
            throw errors.NOT_AN_EXPORT({ message, data: read.data })
          }
          case 'too-long':
            throw errors.TOO_LONG({ data: read.data })
          case 'empty':
            throw errors.EMPTY()
          default:
            return assertNever(read)
        }
      }
      const done = context.gateways.replay(input.driver, input.driverSettings, read.value)
      if (!done.ok) throw errors.BAD_SETTINGS({ data: { detail: done.data.detail } })
      const driver = context.gateways.drivers().find(({ id }) => id === input.driver)
      return replayShown(done.value, driver?.causes ?? {})
    }),
    keep: os.keep.handler(({ input, errors, context: { seat } }) => {
      const { name: by } = requireRight(seat, 'gateway.configure')
      const frames = ringFrames(context, input.gateway, input.seqs)
      if (frames.length < new Set(input.seqs).size) throw errors.ROLLED_ON()
      const { clock, random } = context.world
      const id = newId(clock, random)
      keepBookmark(context.local, {
        id,
        gateway: input.gateway,
        gatewayName: gatewayName(context, input.gateway),
        note: input.note.trim(),
        by,
        notedAt: clock.nowMs(),
        lines: linesOf(frames),
      })
      context.changed('diagnosis', [])
      return { id }
    }),
    kept: os.kept.handler(({ context: { seat } }) => {
      requireSession(seat)
      return bookmarks(context.local).map(({ lines, ...rest }) => ({
        ...rest,
        frames: framesOf(lines).map(({ at, frame, decoded }, i) =>
          shownFrame({
            seq: i + 1,
            at,
            frame: { ...frame, decoded: decoded as Record<string, unknown> | undefined },
          }),
        ),
      }))
    }),
    forget: os.forget.handler(({ input, context: { seat } }) => {
      requireRight(seat, 'gateway.configure')
      if (!forgetBookmark(context.local, input.id)) throw new ORPCError('NOT_FOUND')
      context.changed('diagnosis', [])
      return input
    }),
    exportSelection: os.exportSelection.handler(({ input, context: { seat } }) => {
      requireRight(seat, 'export')
      if ('kept' in input) {
        const one = bookmark(context.local, input.kept)
        if (!one) throw new ORPCError('NOT_FOUND')
        return fileOf(context, one.gateway, one.lines)
      }
      const frames = ringFrames(context, input.gateway, input.seqs)
      if (frames.length === 0) throw new ORPCError('NOT_FOUND')
      return fileOf(context, input.gateway, linesOf(frames))
    }),
  }
}

export const diagnosisModule: Module = {
  name: 'diagnosis',
  facts: [],
  projections: [],
  localMigrations: bookmarkMigrations,
  start: startDiagnosis,
  router: diagnosisRouter,
}
