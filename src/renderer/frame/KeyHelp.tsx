import { Dialog } from '../ui/Dialog.tsx'
import { useHotkey, useHotkeyList } from '../ui/hotkeys.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { useKeyHelp } from './key-help.ts'
import styles from './KeyHelp.module.css'

/** Above every dialog. */
const layer = 10

/** `?`: every key that can be pressed on this screen now. */
export function KeyHelp() {
  const { open, toggle, close } = useKeyHelp()
  useHotkey('?', '键位表', toggle)
  if (!open) return null
  return (
    <Dialog title="键位表" layer={layer} onClose={close}>
      <KeyList onClose={close} />
    </Dialog>
  )
}

function KeyList({ onClose }: { readonly onClose: () => void }) {
  useHotkey('?', '', onClose)
  const seen = new Map(
    useHotkeyList()
      .filter(({ words }) => words !== '')
      .map(({ keys, words }) => [keys, words]),
  )
  return (
    <>
      <dl className={styles.keys}>
        {[...seen].map(([keys, words]) => (
          <div key={keys}>
            <dt>
              <Kbd keys={keys} />
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>在输入框里打字、用输入法选字时，单个字母键不起作用。</p>
    </>
  )
}
