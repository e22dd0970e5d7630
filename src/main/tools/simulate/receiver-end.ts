/** A satellite receiver: says once a second where it is and listens to nobody. */
import { createAgenda } from './agenda.ts'
import { fromLetters, type End, type EndPort, type EndWorld } from './end.ts'
import { alongPath } from './motion.ts'
import type { Scenario } from './scenario.ts'
import { nmeaSecond } from './wire/nmea.ts'

export function receiverEnd(
  port: EndPort,
  { clock, timers }: EndWorld,
  { receiver }: Scenario,
): End {
  if (receiver === undefined) throw new Error('the scenario has no receiver')
  const { path, speedKmh, fixAfterS, talker } = receiver
  const agenda = createAgenda(timers)
  const startMono = clock.monotonicMs()
  function speak(): void {
    const elapsedS = (clock.monotonicMs() - startMono) / 1000
    const place = elapsedS < fixAfterS ? undefined : alongPath(path, speedKmh, elapsedS)
    port.onMessage('out')
    port.write(fromLetters(nmeaSecond(talker, place, clock.nowMs())))
  }
  return {
    roadUp() {
      port.onConnected(true)
      speak()
      agenda.every(1000, speak)
    },
    roadDown() {
      port.onConnected(false)
      agenda.clear()
    },
    onBytes() {},
    stop: () => agenda.clear(),
  }
}
