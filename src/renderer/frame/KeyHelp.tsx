import { useEffect, useRef } from 'react'
import { ActionButton } from '../ui/ActionButton.tsx'
import { HotkeyLayer, useHotkey, useHotkeyBarrier, useHotkeyList } from '../ui/hotkeys.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { useKeyHelp } from './key-help.ts'
import styles from './KeyHelp.module.css'

/** Above the page, so that only its own keys act while it is open. */
const layer = 10

/** `?`: every key that can be pressed on this screen now. */
export function KeyHelp() {
  const { open, toggle } = useKeyHelp()
  useHotkey('?', '键位表', toggle)
  if (!open) return null
  return (
    <HotkeyLayer value={layer}>
      <KeyList />
    </HotkeyLayer>
  )
}

function KeyList() {
  const close = useKeyHelp((help) => help.close)
  const panel = useRef<HTMLElement>(null)
  useHotkeyBarrier(layer)
  useHotkey('?', '', close)
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const seen = new Map(
    useHotkeyList()
      .filter(({ words }) => words !== '')
      .map(({ keys, words }) => [keys, words]),
  )
  return (
    <div className={styles.veil} onClick={close} role="presentation">
      <section
        ref={panel}
        className={styles.panel}
        tabIndex={-1}
        role="dialog"
        aria-modal
        aria-label="键位表"
        onClick={(event) => event.stopPropagation()}
      >
        <header>
          <h2>本画面可用的键</h2>
          <ActionButton kind="quiet" hotkey="Escape" onPress={close}>
            关闭
          </ActionButton>
        </header>
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
        <p>在输入框里打字、用输入法选字时，单个字母键不起作用。</p>
      </section>
    </div>
  )
}
