import { keyText } from './key-text.ts'
import styles from './Kbd.module.css'

/** A key name as printed on a button: `Alt+A`, `F2`, `/`. */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className={styles.kbd}>{keyText(keys)}</kbd>
}
