import { expect, it, vi } from 'vitest'
import type { PortChoice } from '../../../core/gateway/link.ts'
import { currentPath, listPorts, portsAmong, watchPorts, type PortSources } from './serial-ports.ts'

function sources(
  ports: Awaited<ReturnType<PortSources['list']>>,
  byId: [string, string][] = [],
): PortSources {
  return { list: () => Promise.resolve(ports), byId: () => Promise.resolve(new Map(byId)) }
}

const adapter = 'usb-FTDI_FT232R_A10K-if00-port0'

it('puts USB ports first and names them by their by-id link', async () => {
  const found = await listPorts(
    sources(
      [
        { path: '/dev/ttyS0' },
        { path: '/dev/ttyUSB10' },
        { path: '/dev/ttyUSB2', manufacturer: 'FTDI', serialNumber: 'A10K' },
      ],
      [
        [adapter, '/dev/ttyUSB2'],
        ['usb-other', '/dev/ttyUSB10'],
      ],
    ),
  )
  expect(found.map((port) => [port.path, port.identity])).toEqual([
    ['/dev/ttyUSB2', adapter],
    ['/dev/ttyUSB10', 'usb-other'],
    ['/dev/ttyS0', undefined],
  ])
  expect(found[0]?.label).toBe('/dev/ttyUSB2 · FTDI · A10K')
})

it('takes the USB serial number as identity where there is no by-id link', async () => {
  const [port] = await listPorts(
    sources([{ path: 'COM7', serialNumber: '5&2A', manufacturer: 'wch.cn' }]),
  )
  expect(port?.identity).toBe('5&2A')
})

it('lists a port that only the by-id folder knows', async () => {
  const [port] = await listPorts(sources([], [[adapter, '/dev/ttyXR0']]))
  expect(port).toMatchObject({ path: '/dev/ttyXR0', identity: adapter })
})

it('finds the adapter again under another path and leaves a typed path alone', async () => {
  const moved = sources([{ path: '/dev/ttyUSB1' }], [[adapter, '/dev/ttyUSB1']])
  expect(await currentPath('/dev/ttyUSB0', adapter, moved)).toBe('/dev/ttyUSB1')
  expect(await currentPath('/dev/ttyUSB0', 'usb-gone', moved)).toBe('/dev/ttyUSB0')
  expect(await currentPath('/tmp/pty', undefined, moved)).toBe('/tmp/pty')
})

it('follows ports that are plugged in and pulled, and tells a list only when it changed', async () => {
  let ports: { path: string }[] = []
  let looks = 0
  const told: (readonly PortChoice[])[] = []
  const stop = watchPorts((list) => told.push(list), 1, {
    list: () => {
      looks += 1
      if (looks === 4) return Promise.reject(new Error('udev is busy'))
      return Promise.resolve(ports)
    },
    byId: () => Promise.resolve(new Map()),
  })
  await vi.waitFor(() => expect(looks).toBeGreaterThan(5))
  expect(told).toEqual([[]])
  ports = [{ path: '/dev/ttyUSB0' }]
  await vi.waitFor(() => expect(told).toHaveLength(2))
  ports = []
  await vi.waitFor(() => expect(told).toHaveLength(3))
  stop()
  expect(told[1]?.map((port) => port.path)).toEqual(['/dev/ttyUSB0'])
})

it('finds USB ports by their names where udev cannot be asked', () => {
  const names = ['null', 'tty', 'tty1', 'ttyS0', 'ttyUSB0', 'ttyACM12', 'ttyUSBx', 'ptmx']
  expect(portsAmong(names).map((port) => port.path)).toEqual(['/dev/ttyUSB0', '/dev/ttyACM12'])
})
