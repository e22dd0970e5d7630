import { assertNever } from '../../../core/kernel/assert-never.ts'
import type { OpenLink } from '../../../core/gateway/link.ts'
import { memoryRoads, type MemoryRoads } from './memory-link.ts'
import { serialLink } from './serial-link.ts'
import { tcpListenLink } from './tcp-listen-link.ts'
import { tcpLink } from './tcp-link.ts'
import { udpLink } from './udp-link.ts'

/** Opens any kind of link; `memory` links take the near end of the road of that name. */
export function linkOpener(roads: MemoryRoads = memoryRoads()): OpenLink {
  return (settings, events) => {
    switch (settings.kind) {
      case 'serial':
        return serialLink(settings, events)
      case 'tcp':
        return tcpLink(settings, events)
      case 'udp':
        return udpLink(settings, events)
      case 'tcp-listen':
        return tcpListenLink(settings, events)
      case 'memory':
        return roads.road(settings.name).open('near', events)
      default:
        return assertNever(settings)
    }
  }
}
