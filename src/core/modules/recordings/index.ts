/** Voice of the gateways, call by call: recorded, found again, listened to on record, deleted in time. */
import { implement, ORPCError } from '@orpc/server'
import type { CoreContext, Module, Seat, SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import { onCalls } from '../radio/index.ts'
import { ruleValue } from '../rules/index.ts'
import { recordingProjection } from './apply.ts'
import { recordingsContract, type Recording, type RecordingInput } from './contract.ts'
import { recordingDesk, type RecordingDesk } from './desk.ts'
import { recordingFacts } from './facts.ts'
import {
  recordingRow,
  recordingsOf,
  retentionRule,
  searchRecordings,
  shown,
  usesOf,
} from './queries.ts'
import { keepRetention } from './retention.ts'
import { changeInput, changeSeat, inputList, mayRecord, seatList } from './settings.ts'
import { liveTables, localMigrations } from './tables.ts'
import { trialDone, tryInput } from './trials.ts'
import { exportRecording, keepRecording, playRecording } from './use.ts'

/** What was recorded of this call, if anything. */
export function recordingOf(context: CoreContext, call: string): Recording | undefined {
  return recordingsOf(context, [call], [])[0]
}

/** Every line that may be recorded, and whether it is now. */
export function recordingInputs(context: CoreContext): RecordingInput[] {
  return inputList(context)
}

/** The seat itself must be a recorder: nobody has to be signed in while it records. */
function requireRecorder(context: CoreContext, seat: Seat): RecordingDesk {
  if (!mayRecord(context, seat)) throw new ORPCError('NOT_RECORDER')
  return recordingDesk(context)
}

function pageRouter(context: CoreContext) {
  const os = implement(recordingsContract).$context<SeatContext>()
  return {
    attach: os.attach.handler(async function* ({ input, signal, context: { seat } }) {
      const desk = requireRecorder(context, seat)
      const { page, running } = input
      const orders = desk.page.attach(page, signal as Parameters<typeof desk.page.attach>[1])
      desk.attached(running)
      try {
        yield* orders
      } finally {
        desk.detached(page)
      }
    }),
    tell: os.tell.handler(({ input, context: { seat } }) => {
      const { page, ...told } = input
      return { known: requireRecorder(context, seat).told(page, told) }
    }),
    begun: os.begun.handler(({ input, context: { seat } }) => {
      const { page, recording, part, agoMs } = input
      return { known: requireRecorder(context, seat).begun(page, recording, part, agoMs) }
    }),
    piece: os.piece.handler(async ({ input, context: { seat } }) => ({
      stored: await requireRecorder(context, seat).piece(input),
    })),
    tested: os.tested.handler(({ input, context: { seat } }) => ({
      known: trialDone(requireRecorder(context, seat), input.test, input.bytes),
    })),
    meter: os.meter.handler(({ input, context: { seat } }) => {
      const { page } = requireRecorder(context, seat)
      if (page.is(input.page)) page.levels(input.levels)
      return { known: page.is(input.page) }
    }),
  }
}

function settingsRouter(context: CoreContext) {
  const os = implement(recordingsContract).$context<SeatContext>()
  return {
    inputs: os.inputs.handler(({ context: { seat } }) => {
      requireSession(seat)
      const { attached } = recordingDesk(context).page
      return {
        inputs: inputList(context),
        recorder: {
          attached: attached !== undefined,
          since: attached?.since ?? null,
          permission: attached?.told?.permission ?? null,
          devices: [...(attached?.told?.devices ?? [])],
        },
        seats: seatList(context, seat),
        days: ruleValue(context, retentionRule),
      }
    }),
    setInput: os.setInput.handler(({ input, context: { seat } }) => {
      changeInput(context, seat, input.gateway, input)
      return { gateway: input.gateway }
    }),
    removeInput: os.removeInput.handler(({ input, context: { seat } }) => {
      changeInput(context, seat, input.gateway, undefined)
      return input
    }),
    allowSeat: os.allowSeat.handler(({ input, context: { seat } }) => {
      changeSeat(context, seat, input.allow)
      return { allowed: input.allow }
    }),
    test: os.test.handler(({ input, context: { seat } }) => {
      requireRight(seat, 'gateway.configure')
      return tryInput(context, recordingDesk(context), input.gateway)
    }),
    levels: os.levels.handler(async function* ({ signal, context: { seat } }) {
      requireSession(seat)
      const { page } = recordingDesk(context)
      yield* page.watchLevels(signal as Parameters<typeof page.watchLevels>[0])
    }),
  }
}

function recordingsRouter(context: CoreContext) {
  const os = implement(recordingsContract).$context<SeatContext>()
  return {
    ...pageRouter(context),
    ...settingsRouter(context),
    search: os.search.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return searchRecordings(context, input)
    }),
    of: os.of.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return recordingsOf(context, input.calls, input.entries)
    }),
    show: os.show.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const row = recordingRow(context, input.recording)
      if (!row) throw errors.NOT_FOUND()
      const { sha256, bytes, input: from } = row
      return { recording: shown(context, row), uses: usesOf(row), sha256, bytes, input: from }
    }),
    play: os.play.handler(({ input, context: { seat } }) =>
      playRecording(context, seat, input.recording),
    ),
    export: os.export.handler(({ input, context: { seat } }) =>
      exportRecording(context, seat, input.recording, input.purpose),
    ),
    keep: os.keep.handler(({ input, context: { seat } }) => keepRecording(context, seat, input)),
  }
}

function startRecordings(context: CoreContext): () => void {
  const desk = recordingDesk(context)
  const stopCalls = onCalls(context, {
    started: (call) => desk.callStarted(call),
    ended: (call, endAt) => desk.callEnded(call, endAt),
  })
  desk.recover()
  const stopRetention = keepRetention(context)
  desk.states.look()
  return () => {
    stopCalls()
    stopRetention()
    desk.close()
  }
}

export const recordingsModule: Module = {
  name: 'recordings',
  facts: recordingFacts,
  projections: [recordingProjection],
  localMigrations,
  liveTables,
  start: startRecordings,
  concerns(context) {
    const going = recordingDesk(context).recordingCount
    return going === 0 ? [] : [`正在录音 ${going} 路，关闭后通话其余部分不再录`]
  },
  router: recordingsRouter,
}
