const words: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Space: '空格',
}

/** A key as it is printed: `Alt+←`, `F2`, `/`. */
export function keyText(keys: string): string {
  return keys
    .split('+')
    .map((key) => words[key] ?? key)
    .join('+')
}
