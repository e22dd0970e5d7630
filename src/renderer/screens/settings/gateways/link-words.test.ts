import { expect, it } from 'vitest'
import { linkWords, parsePorts, portsText } from './link-words.ts'

it('writes runs of ports as ranges and reads them back', () => {
  const ports = [30001, 30002, 30003, 30010]
  expect(portsText(ports)).toBe('30001-30003,30010')
  expect(parsePorts('30001-30003，30010')).toEqual(ports)
})

it.each(['a', '1-', '70000', '9-3', '1-100'])('takes %s for no list of ports', (text) => {
  expect(parsePorts(text)).toBeUndefined()
})

it('says a line in words', () => {
  expect(linkWords({ kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 })).toBe(
    '串口 /dev/ttyUSB0 · 115200',
  )
  expect(linkWords({ kind: 'tcp', host: '10.0.0.7', port: 4001 })).toBe('TCP 10.0.0.7:4001')
  expect(linkWords({ kind: 'tcp-listen', port: 7611, maxPeers: 500 })).toBe(
    '监听 TCP 全部网卡:7611 · 最多 500 台',
  )
})
