import { useEffect, useRef, type KeyboardEvent } from 'react'
import { ActionButton } from '../ui/ActionButton.tsx'
import { HotkeyLayer, useHotkeyBarrier } from '../ui/hotkeys.ts'
import { DocumentRows } from './DocumentRows.tsx'
import { KeptCopies } from './KeptCopies.tsx'
import { LogExport } from './LogExport.tsx'
import { PrintNote } from './PrintNote.tsx'
import { usePrint } from './use-print.ts'
import styles from './Print.module.css'

/** Above the page, below the key list. */
const layer = 5

export interface PrintedIncident {
  readonly id: string
  readonly number: string
}

/** Everything of an incident, or of the desk, that goes on paper or into a file. */
export function PrintDialog(props: {
  readonly incident: PrintedIncident | undefined
  readonly onClose: () => void
}) {
  return (
    <HotkeyLayer value={layer}>
      <Dialog {...props} />
    </HotkeyLayer>
  )
}

const reachable = 'button, input, select, textarea, a[href], [tabindex]:not([tabindex="-1"])'

/** The focus stays in the dialog. */
function keepInside(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab') return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(reachable)]
  const first = stops[0]
  const last = stops.at(-1)
  const leaving = event.shiftKey ? first : last
  if (event.target !== leaving && event.target !== event.currentTarget) return
  event.preventDefault()
  const next = event.shiftKey ? last : first
  next?.focus()
}

function Dialog({
  incident,
  onClose,
}: {
  readonly incident: PrintedIncident | undefined
  readonly onClose: () => void
}) {
  const panel = useRef<HTMLElement>(null)
  const print = usePrint()
  useHotkeyBarrier(layer)
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const name = incident ? `打印与导出 ${incident.number}` : '打印与导出'
  return (
    <div className={styles.veil} onClick={onClose} role="presentation">
      <section
        ref={panel}
        className={styles.dialog}
        tabIndex={-1}
        role="dialog"
        aria-modal
        aria-label={name}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={keepInside}
      >
        <header>
          <h2>{name}</h2>
          <ActionButton kind="quiet" hotkey="Escape" onPress={onClose}>
            关闭
          </ActionButton>
        </header>
        <h3>{incident ? '文书' : '空白表'}</h3>
        <DocumentRows incident={incident?.id ?? null} print={print} />
        <h3>{incident ? '事件日志' : '值班日志'}</h3>
        <LogExport incident={incident?.id ?? null} print={print} />
        {incident && <KeptCopies incident={incident.id} print={print} />}
        <PrintNote print={print} />
      </section>
    </div>
  )
}
