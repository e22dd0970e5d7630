/** The HSTRP session: one channel per service and slot, opened by the repeater (radio reference §3.4). */
import type { DriverIo, DriverSession } from '../../../core/gateway/driver.ts'
import type { SessionStatus } from '../../../core/gateway/events.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { createHstrpChannel, type HstrpChannel } from './hstrp-channel.ts'
import { createRadioService } from './service.ts'
import type { HstrpSettings } from './settings.ts'

/** A repeater whose control port stays closed still serves texts and positions. */
const controlWaitMs = 10_000

export function hstrpSession(settings: HstrpSettings, io: DriverIo): DriverSession {
  let closed = false
  let ready = false
  let everUp = false
  let lastHeardMs = io.nowMs()
  let cancelWait: CancelTimer | undefined
  let gatewayName: string | undefined

  const say = (status: SessionStatus): void => io.emit({ kind: 'session', status })

  const service = createRadioService(settings, io, {
    bit7: false,
    callReports: [0, 1, 2],
    send(kind, message, { watch, via, urgent }) {
      const index = via ?? channelFor(kind)
      if (index === undefined) return 'no-channel'
      const channel = channels[index]
      if (!channel?.up) return 'not-connected'
      return channel.send(message, watch ?? {}, urgent) ? undefined : 'queue-full'
    },
  })

  const channels: readonly HstrpChannel[] = settings.channels.map((place, index) =>
    createHstrpChannel(index, io, {
      onMessage: (message, slot) => service.onMessage(message, index, String(slot ?? place.slot)),
      onUp: () => onUp(index),
      onDown: (why) => onDown(why),
    }),
  )

  /** Our slot's port if it is up, else the other slot's, else ours all the same. */
  function channelFor(kind: string): number | undefined {
    const all = settings.channels.flatMap((place, index) =>
      place.service === kind ? [{ index, own: place.slot === settings.slot }] : [],
    )
    const own = all.find((one) => one.own) ?? all[0]
    return (
      all.find((one) => one === own && channels[one.index]?.up) ??
      all.find((one) => channels[one.index]?.up) ??
      own
    )?.index
  }

  function sayReady(): void {
    cancelWait?.()
    cancelWait = undefined
    ready = true
    say({ kind: 'ready', gateway: gatewayName })
  }

  function onUp(index: number): void {
    everUp = true
    if (settings.channels[index]?.service === 'RCP') {
      if (!ready) say({ kind: 'connecting', step: 'start' })
      service.startUp(index, (gateway) => {
        gatewayName = gateway ?? gatewayName
        sayReady()
      })
    } else if (!ready && !cancelWait) {
      say({ kind: 'connecting', step: 'start' })
      const hasControl = settings.channels.some((place) => place.service === 'RCP')
      cancelWait = io.timers.after(hasControl ? controlWaitMs : 0, sayReady)
    }
  }

  function onDown(why: 'silent' | 'closed' | 'rejected'): void {
    if (closed) return
    if (why === 'rejected') say({ kind: 'rejected', reason: 'connect-rejected' })
    if (channels.some((channel) => channel.up)) return
    ready = false
    cancelWait?.()
    cancelWait = undefined
    service.linkLost()
    if (why === 'silent') say({ kind: 'silent', sinceMs: lastHeardMs })
    if (why === 'closed') say({ kind: 'connecting', step: 'closed-by-gateway' })
  }

  return {
    start() {
      if (!everUp) say({ kind: 'connecting', step: 'waiting-for-repeater' })
    },
    onBytes(bytes, channel) {
      if (closed) return
      lastHeardMs = io.nowMs()
      const known = channels[channel]
      if (known) known.onDatagram(bytes)
      else
        io.record({
          direction: 'in',
          bytes,
          channel,
          outcome: 'unknown',
          kind: 'hstrp/unassigned port',
        })
    },
    command(id, command) {
      service.command(id, command)
    },
    close() {
      if (closed) return
      closed = true
      cancelWait?.()
      const release = service.releaseKey()
      const control = channels[channelFor('RCP') ?? -1]
      if (release && control?.up) control.sendLast(release)
      for (const channel of channels) channel.close()
      service.close()
    },
  }
}
