import styles from './Kbd.module.css'

const words: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Space: '空格',
}

/** A key name as printed on a button: `Alt+A`, `F2`, `/`. */
export function Kbd({ keys }: { readonly keys: string }) {
  const shown = keys.split('+').map((key) => words[key] ?? key)
  return <kbd className={styles.kbd}>{shown.join('+')}</kbd>
}
