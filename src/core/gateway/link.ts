/** A road for bytes: serial line, TCP serial server, TCP terminals that call us, UDP, or memory. */

export type LinkDownReason =
  | 'not-found' // no such port or host
  | 'busy' // another program holds it
  | 'denied' // no permission
  | 'refused' // the other end refused the connection
  | 'vanished' // unplugged, or closed by the other end
  | 'unreachable'
  | 'io-error'

export type LinkStatus =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  | { readonly kind: 'down'; readonly reason: LinkDownReason; readonly detail: string }

/** `refused`: told to go away again, because as many as allowed are connected. */
export type PeerState = 'open' | 'closed' | 'refused'

export interface LinkEvents {
  /**
   * `channel` is the index of the UDP port in the settings, the number of the peer on a listening
   * link, 0 everywhere else. `address` is the sender's, on a link that speaks with a whole network.
   */
  onBytes(bytes: Uint8Array, channel: number, address?: string): void
  onStatus(status: LinkStatus): void
  /**
   * Listening links only: who came and went. A number belongs to one connection and never comes
   * back within the life of the link, so that nothing late is taken for somebody else's.
   */
  onPeer?(channel: number, state: PeerState, address: string): void
}

/**
 * One attempt to use a road. It opens once; when it is down it stays down, and the
 * supervisor makes a new one. `close()` may be called twice.
 */
export interface Link {
  /** For people: `串口 /dev/ttyUSB0 115200`. */
  readonly describe: string
  open(): void
  /** Resolves when the operating system took the bytes. Never throws: a failure is a status. */
  write(bytes: Uint8Array, channel?: number, address?: string): Promise<boolean>
  /** Listening links only: ends one peer's connection; `closed` follows. */
  drop?(channel: number): void
  close(): Promise<void>
}

export type LinkSettings =
  | {
      readonly kind: 'serial'
      readonly path: string
      /** USB serial number or /dev/serial/by-id name: finds the port again under another path. */
      readonly identity?: string | undefined
      readonly baud: number
    }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'udp'
      /** One socket per entry; the index is the `channel` of bytes. */
      readonly channels: readonly { readonly localPort: number; readonly remotePort: number }[]
      /** A host, or a whole network as `12.0.0.0/8`, where each radio has an address of its own. */
      readonly host: string
      readonly bindAddress?: string | undefined
    }
  | {
      /** Terminals connect to this console; each connection is a channel. */
      readonly kind: 'tcp-listen'
      /** Absent: on every network of this machine. */
      readonly bindAddress?: string | undefined
      readonly port: number
      readonly maxPeers: number
    }
  | { readonly kind: 'memory'; readonly name: string }

export type OpenLink = (settings: LinkSettings, events: LinkEvents) => Link

/** A serial port the operator may choose. */
export interface PortChoice {
  readonly path: string
  readonly identity?: string | undefined
  readonly label: string
}
