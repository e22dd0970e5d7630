/** 16 bytes a line, with their place and what of them is text, as they are read out to a vendor. */
export function hexLines(hex: string): string {
  const bytes = hex.replaceAll(' ', '').match(/../g) ?? []
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const line = bytes.slice(at, at + 16)
    const text = line.map(letterOf).join('')
    lines.push(`${at.toString(16).padStart(4, '0')}  ${line.join(' ').padEnd(47)}  ${text}`)
  }
  return lines.join('\n')
}

function letterOf(byte: string): string {
  const code = Number.parseInt(byte, 16)
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·'
}
