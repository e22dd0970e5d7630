import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { PortChoice } from '../../../core/gateway/link.ts'

interface FoundPort {
  readonly path: string
  readonly manufacturer?: string | undefined
  readonly serialNumber?: string | undefined
  readonly vendorId?: string | undefined
  readonly productId?: string | undefined
}

export interface PortSources {
  /** The ports the operating system knows. */
  list(): Promise<readonly FoundPort[]>
  /** by-id name → device path, as udev links them; empty where there is no such folder. */
  byId(): Promise<ReadonlyMap<string, string>>
}

const byIdFolder = '/dev/serial/by-id'

async function readById(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  let names: string[]
  try {
    names = await readdir(byIdFolder)
  } catch {
    // The folder exists only while a USB serial port is plugged in, and only on Linux.
    return found
  }
  for (const name of names) {
    const target = await realpath(join(byIdFolder, name)).catch(() => undefined)
    if (target !== undefined) found.set(name, target)
  }
  return found
}

/** Names in /dev that are serial ports worth offering; ttyS0… are left to udev, most are not there. */
export function portsAmong(names: readonly string[]): FoundPort[] {
  return names
    .filter((name) => /^tty(USB|ACM|AMA|XR|O|mxc)\d+$/.test(name))
    .map((name) => ({ path: `/dev/${name}` }))
}

export const systemPorts: PortSources = {
  async list() {
    const { SerialPort } = await import('serialport')
    try {
      return await SerialPort.list()
    } catch (error) {
      // serialport asks udev's own program, which a small installation may not have.
      if (process.platform !== 'linux') throw error
      return portsAmong(await readdir('/dev'))
    }
  },
  byId: readById,
}

function labelOf(port: FoundPort, identity: string | undefined): string {
  const words = [port.path, port.manufacturer ?? identity, port.serialNumber]
  return [...new Set(words.filter((word) => word !== undefined && word !== ''))].join(' · ')
}

/**
 * Serial ports the operator may choose now, USB ports first. The identity is the by-id name
 * where udev gives one (it also tells the ports of one adapter apart), else the USB serial number.
 */
export async function listPorts(sources: PortSources = systemPorts): Promise<PortChoice[]> {
  const [listed, byId] = await Promise.all([sources.list(), sources.byId()])
  const ports = new Map<string, FoundPort>(listed.map((port) => [port.path, port]))
  const nameOf = new Map<string, string>()
  for (const [name, path] of byId) {
    nameOf.set(path, name)
    if (!ports.has(path)) ports.set(path, { path })
  }
  const choices = [...ports.values()].map((port): PortChoice => {
    const identity = nameOf.get(port.path) ?? (port.serialNumber || undefined)
    return identity === undefined
      ? { path: port.path, label: labelOf(port, identity) }
      : { path: port.path, label: labelOf(port, identity), identity }
  })
  return choices.sort(
    (a, b) =>
      Number(a.identity === undefined) - Number(b.identity === undefined) ||
      a.path.localeCompare(b.path, 'en', { numeric: true }),
  )
}

/** Where the port with this identity is now; a typed path (a pseudo-terminal, a link) stays itself. */
export async function currentPath(
  path: string,
  identity: string | undefined,
  sources: PortSources = systemPorts,
): Promise<string> {
  if (identity === undefined) return path
  const ports = await listPorts(sources)
  return ports.find((port) => port.identity === identity)?.path ?? path
}

/**
 * Tells the list now and again whenever it changes, looking every `everyMs`.
 * @returns stops the watching.
 */
export function watchPorts(
  onChange: (ports: readonly PortChoice[]) => void,
  everyMs = 2000,
  sources: PortSources = systemPorts,
): () => void {
  let stopped = false
  let told = ''
  let timer: NodeJS.Timeout | undefined
  async function look(): Promise<void> {
    // A failed look (udev busy) is not an empty list: the next look decides.
    const ports = await listPorts(sources).catch(() => undefined)
    if (stopped) return
    const text = JSON.stringify(ports)
    if (ports !== undefined && text !== told) {
      told = text
      onChange(ports)
    }
    timer = setTimeout(() => void look(), everyMs)
  }
  void look()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
