/** A gateway's line in words, and UDP ports as they are typed. */
import type { NewGateway } from '../../../../core/modules/gateways/contract.ts'

export type Link = NewGateway['link']
export type LinkKind = Link['kind']

export const linkKindWords: Readonly<Record<LinkKind, string>> = {
  serial: '串口',
  tcp: '串口服务器（TCP）',
  udp: '网络（UDP）',
  'tcp-listen': '本机监听（TCP）',
  memory: '模拟线路',
}

export function linkWords(link: Link): string {
  switch (link.kind) {
    case 'serial':
      return `串口 ${link.path} · ${link.baud}`
    case 'tcp':
      return `TCP ${link.host}:${link.port}`
    case 'udp':
      return `UDP ${link.host} · 本地 ${portsText(link.channels.map(({ localPort }) => localPort))}`
    case 'tcp-listen':
      return `监听 TCP ${link.bindAddress ?? '全部网卡'}:${link.port} · 最多 ${link.maxPeers} 台`
    case 'memory':
      return '模拟线路'
  }
}

/** `30001-30010`, `30001,30005`: runs are written as a range. */
export function portsText(ports: readonly number[]): string {
  const runs: [number, number][] = []
  for (const port of ports) {
    const last = runs.at(-1)
    if (last && port === last[1] + 1) last[1] = port
    else runs.push([port, port])
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',')
}

/** The ports of `30001-30010,31000`; `undefined` when it is not such a list. */
export function parsePorts(text: string): number[] | undefined {
  const ports: number[] = []
  for (const part of text.split(/[,，、\s]+/).filter((piece) => piece !== '')) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part)
    if (!match) return undefined
    const from = Number(match[1])
    const to = Number(match[2] ?? match[1])
    if (from > to || to > 65_535 || to - from > 31) return undefined
    for (let port = from; port <= to; port++) ports.push(port)
  }
  return ports.length > 32 ? undefined : ports
}
