import type { Timers } from '../../../core/kernel/world.ts'
import type { End, EndPort, EndWorld } from './end.ts'
import { createField, type FieldOptions } from './field.ts'
import type { HdapEnd, HdapPort } from './hdap-end.ts'
import type { Scenario } from './scenario.ts'

/** A radio or a repeater whose packets `layer` makes, and the field behind it. */
export function gatewayEnd(
  gatewayIs: FieldOptions['gatewayIs'],
  layer: (port: HdapPort, timers: Timers) => HdapEnd,
  port: EndPort,
  { clock, timers }: EndWorld,
  scenario: Scenario,
): End {
  const field = createField({
    scenario,
    clock,
    timers,
    gatewayIs,
    send(message) {
      port.onMessage('out')
      end.send(message)
    },
  })
  const end = layer(
    {
      write: (bytes, channel) => port.write(bytes, channel),
      onUp() {
        port.onConnected(true)
        field.up()
      },
      onDown() {
        port.onConnected(false)
        field.down()
      },
      onMessage(message) {
        port.onMessage('in')
        field.hear(message)
      },
    },
    timers,
  )
  return {
    roadUp: () => end.roadUp(),
    roadDown: () => end.roadDown(),
    onBytes: (bytes, channel) => end.onBytes(bytes, channel),
    perform: (action) => field.perform(action),
    stop() {
      field.stop()
      end.stop()
    },
  }
}
