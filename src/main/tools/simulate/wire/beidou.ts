/** The terminal's half of the RDSS interfaces: sentences (2.1, BeiDou-3) and binary frames (4.0). */

const ascii = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** `BDICI,…` → a whole line. */
export function rdssLine(words: string): string {
  let check = 0
  for (const letter of words) check ^= letter.charCodeAt(0)
  return `$${words}*${check.toString(16).padStart(2, '0').toUpperCase()}\r\n`
}

export function rdssFrame(letters: string, card: number, contents: readonly number[]): Buffer {
  const frame = Buffer.alloc(11 + contents.length)
  frame.write(`$${letters}`, 'latin1')
  frame.writeUInt16BE(frame.length, 5)
  frame.writeUIntBE(card, 7, 3)
  Buffer.from(contents).copy(frame, 10)
  frame[frame.length - 1] = frame.subarray(0, -1).reduce((all, byte) => all ^ byte, 0)
  return frame
}

export type Asked =
  | { readonly kind: 'words'; readonly name: string; readonly fields: readonly string[] }
  | { readonly kind: 'frame'; readonly name: string; readonly contents: Uint8Array }

/** Takes what a console writes and gives its orders; the console is trusted to write whole ones. */
export function rdssListener(take: (asked: Asked) => void): (bytes: Uint8Array) => void {
  let held = Buffer.alloc(0)
  function next(): boolean {
    const from = held.indexOf('$')
    if (from === -1) {
      held = Buffer.alloc(0)
      return false
    }
    held = held.subarray(from)
    if (held.length < 7) return false
    if (held[1] === 0x43 && held[2] === 0x43) {
      const end = held.indexOf('\r')
      if (end === -1) return false
      const [words = '', check = ''] = ascii(held.subarray(1, end)).split('*')
      held = held.subarray(end)
      const [name = '', ...fields] = words.split(',')
      if (rdssLine(words).includes(`*${check}`)) take({ kind: 'words', name, fields })
      return true
    }
    const length = held.readUInt16BE(5)
    if (length < 11 || length > 1024) {
      held = held.subarray(1)
      return true
    }
    if (held.length < length) return false
    const frame = held.subarray(0, length)
    held = held.subarray(length)
    const good = frame.subarray(0, -1).reduce((all, byte) => all ^ byte, 0) === frame.at(-1)
    if (good) {
      take({ kind: 'frame', name: ascii(frame.subarray(1, 5)), contents: frame.subarray(10, -1) })
    }
    return true
  }
  return (bytes) => {
    held = Buffer.concat([held, bytes]).subarray(-8192)
    while (next());
  }
}
