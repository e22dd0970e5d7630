/** The terminal on the line: takes commands, repeats them until told not to, says what it is told to say. */

export interface TerminalPort {
  write(text: string): void
  /** An order that is the field's business; its answer, or `undefined` for ERROR. */
  order(command: string): readonly string[] | undefined
  /** A message to send: the lines between the command and OK. */
  message(to: string, service: 'text' | 'status', hex: string): readonly string[]
  /** The console has chosen what it wants to hear. */
  onRouted(): void
}

export interface Terminal {
  onBytes(bytes: Uint8Array): void
  /** Says it only where the service was routed to the port: `call`, `status`, or a protocol id. */
  report(service: 'call' | 'status' | number, lines: readonly string[]): void
  /** Switched off and on: everything told to it is forgotten. */
  restart(): void
}

const longestInput = 4000
const escapeSign = '\u001b'
const messageEnds: readonly string[] = ['\u001a', escapeSign]
const lineEnds: readonly string[] = ['\r', '\n', ...messageEnds]

/** `words`: a vendor's spelling of the standard's words, both ways. */
export function peiTerminal(
  port: TerminalPort,
  words: Readonly<Record<string, string>> = {},
): Terminal {
  let typed = ''
  let echo = true
  let service: 'text' | 'status' = 'text'
  let routed = new Set<string>()
  let awaited: { to: string } | undefined

  const spelled = Object.entries(words)
  function fromVendor(command: string): string {
    const found = spelled.find(([, theirs]) => command.startsWith(theirs))
    if (found) return found[0] + command.slice(found[1].length)
    // A terminal of that vendor does not know the standard's word any more.
    return spelled.some(([ours]) => command.startsWith(ours)) ? 'AT+UNKNOWN' : command
  }
  function toVendor(line: string): string {
    const found = spelled.find(([ours]) => line.startsWith(ours))
    return found ? found[1] + line.slice(found[0].length) : line
  }
  function say(line: string): void {
    port.write(`\r\n${toVendor(line)}\r\n`)
  }
  function isRouted(of: 'call' | 'status' | number): boolean {
    if (of === 'call') return routed.has('2,0,0')
    if (of === 'status') return routed.has('1,2,20') || routed.has('2,2,20')
    return routed.has(`1,3,${of}`)
  }
  function answer(command: string): void {
    if (command === '') return
    const routing = /^AT\+CTSP=(.+)$/.exec(command)?.[1]
    const chosen = /^AT\+CTSDS=(12|13)\b/.exec(command)?.[1]
    const message = /^AT\+CMGS=(\d+),\d+$/.exec(command)?.[1]
    if (command === 'AT') return say('OK')
    if (command === 'ATE0') {
      echo = false
      return say('OK')
    }
    if (routing !== undefined) {
      routed.add(routing)
      port.onRouted()
      return say('OK')
    }
    if (chosen !== undefined) {
      service = chosen === '12' ? 'text' : 'status'
      return say('OK')
    }
    if (message !== undefined) {
      awaited = { to: message }
      return
    }
    const lines = port.order(command)
    if (lines === undefined) return say('ERROR')
    // What follows by itself comes after the OK.
    for (const line of lines) say(line)
    say('OK')
  }
  function take(input: string): void {
    if (awaited) {
      const { to } = awaited
      awaited = undefined
      const hex = input.trim()
      if (!/^[0-9A-F]+$/.test(hex)) return say('+CMS ERROR: 35')
      for (const line of port.message(to, service, hex)) say(line)
      return say('OK')
    }
    const command = input.trim()
    if (echo && command !== '') port.write(`${command}\r`)
    answer(fromVendor(command))
  }

  return {
    onBytes(bytes) {
      typed = (typed + Buffer.from(bytes).toString('latin1')).slice(-longestInput)
      for (;;) {
        // Escape leaves a message that was begun.
        const ends = awaited ? messageEnds : lineEnds
        const end = [...typed].findIndex((letter) => ends.includes(letter))
        if (end === -1) return
        const input = typed.slice(0, end)
        const left = typed[end] === escapeSign
        typed = typed.slice(end + 1)
        if (left) awaited = undefined
        else take(input)
      }
    },
    report(of, lines) {
      if (!isRouted(of)) return
      const [first = '', ...rest] = lines
      port.write(`\r\n${toVendor(first)}\r\n${rest.map((line) => `${line}\r\n`).join('')}`)
    },
    restart() {
      typed = ''
      echo = true
      service = 'text'
      routed = new Set()
      awaited = undefined
    },
  }
}
