/** What carries orders to teams; the gateways last, as in the console. */
import { directoryModule } from '../../src/core/modules/directory/index.ts'
import { gatewaysModule } from '../../src/core/modules/gateways/index.ts'
import { outboxModule } from '../../src/core/modules/outbox/index.ts'
import { placesModule } from '../../src/core/modules/places/index.ts'
import { positionsModule } from '../../src/core/modules/positions/index.ts'
import { radioModule } from '../../src/core/modules/radio/index.ts'
import { reachModule } from '../../src/core/modules/reach/index.ts'
import { rollcallModule } from '../../src/core/modules/rollcall/index.ts'
import type { Module } from '../../src/core/module.ts'

export const commsModules: readonly Module[] = [
  directoryModule,
  placesModule,
  positionsModule,
  radioModule,
  reachModule,
  rollcallModule,
  outboxModule,
  gatewaysModule,
]
