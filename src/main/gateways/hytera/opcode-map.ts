/** Opcodes of a vendor's own dialect, put in at the edge: everything inside speaks the standard's. */
import { encodeHdap, openHdap, type Service } from './hdap.ts'
import type { HrnpSettings } from './settings.ts'

export interface OpcodeMap {
  toVendor(message: Uint8Array): Uint8Array
  fromVendor(message: Uint8Array): Uint8Array
}

export function opcodeMap(opcodes: HrnpSettings['opcodes']): OpcodeMap {
  const [to, from] = [new Map<string, number>(), new Map<string, number>()]
  for (const [service, pairs] of Object.entries(opcodes)) {
    for (const [standard, vendor] of Object.entries(pairs)) {
      to.set(`${service} ${Number.parseInt(standard, 16)}`, vendor)
      from.set(`${service} ${vendor}`, Number.parseInt(standard, 16))
    }
  }
  const key = (service: Service, opcode: number): string => `${service} ${opcode}`

  /** A damaged message stays as it is: its sum must stay wrong. */
  function through(message: Uint8Array, map: ReadonlyMap<string, number>): Uint8Array {
    if (map.size === 0) return message
    const opened = openHdap(message)
    const other = opened?.checksumOk ? map.get(key(opened.service, opened.opcode)) : undefined
    if (!opened || other === undefined) return message
    return encodeHdap(opened.service, other, opened.payload, opened.reliable)
  }
  return {
    toVendor: (message) => through(message, to),
    fromVendor: (message) => through(message, from),
  }
}
