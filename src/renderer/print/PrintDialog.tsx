import { Dialog } from '../ui/Dialog.tsx'
import { DocumentRows } from './DocumentRows.tsx'
import { KeptCopies } from './KeptCopies.tsx'
import { LogExport } from './LogExport.tsx'
import { PrintNote } from './PrintNote.tsx'
import { usePrint } from './use-print.ts'
import styles from './Print.module.css'

export interface PrintedIncident {
  readonly id: string
  readonly number: string
}

/** Everything of an incident, or of the desk, that goes on paper or into a file. */
export function PrintDialog({
  incident,
  onClose,
}: {
  readonly incident: PrintedIncident | undefined
  readonly onClose: () => void
}) {
  const print = usePrint()
  return (
    <Dialog title={incident ? `打印与导出 ${incident.number}` : '打印与导出'} onClose={onClose}>
      <h3 className={styles.part}>{incident ? '文书' : '文书和空白表'}</h3>
      <DocumentRows incident={incident?.id ?? null} print={print} />
      <h3 className={styles.part}>{incident ? '事件日志' : '值班日志'}</h3>
      <LogExport incident={incident?.id ?? null} print={print} />
      {incident && <KeptCopies incident={incident.id} print={print} />}
      <PrintNote print={print} />
    </Dialog>
  )
}
