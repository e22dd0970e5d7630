import { expect, it } from 'vitest'
import { fromHex, toHex } from '../../../core/gateway/frame-kit.ts'
import { encodeHdap, openHdap } from './hdap.ts'
import { opcodeMap } from './opcode-map.ts'
import { hrnpSettings } from './settings.ts'

const { opcodes } = hrnpSettings.parse({ opcodes: { RCP: { '0841': '0941', '8841': '8941' } } })
const map = opcodeMap(opcodes)
const call = encodeHdap('RCP', 0x0841, [1, 0x65, 0, 0, 0])

it('sends and takes a message under the vendor’s opcode, with its sum right', () => {
  const theirs = map.toVendor(call)
  expect(openHdap(theirs)).toMatchObject({ opcode: 0x0941, checksumOk: true })
  expect(toHex(map.fromVendor(theirs))).toBe(toHex(call))
})

it('leaves alone what the file does not name, another service, and what is damaged', () => {
  const hangup = encodeHdap('RCP', 0x0842, [])
  const other = encodeHdap('TMP', 0x0841, [1])
  const damaged = call.slice()
  damaged[5] = (damaged[5] ?? 0) ^ 1
  for (const message of [hangup, other, damaged, fromHex('ff00') ?? call]) {
    expect(map.toVendor(message)).toBe(message)
  }
})

it('refuses an opcode that is none', () => {
  expect(hrnpSettings.safeParse({ opcodes: { RCP: { '841': '0941' } } }).success).toBe(false)
  expect(hrnpSettings.safeParse({ opcodes: { RCP: { '0841': 'zz' } } }).success).toBe(false)
})
