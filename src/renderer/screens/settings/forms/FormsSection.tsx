import { DocumentRows } from '../../../print/DocumentRows.tsx'
import { LogExport } from '../../../print/LogExport.tsx'
import { PaperEntry } from '../../../print/PaperEntry.tsx'
import { PrintNote } from '../../../print/PrintNote.tsx'
import { usePrint } from '../../../print/use-print.ts'
import { Panel } from '../../../ui/Panel.tsx'
import styles from './FormsSection.module.css'

/** 表格与补录: empty forms for a shift on paper, the log as a file, and paper typed in afterwards. */
export function FormsSection() {
  const print = usePrint()
  return (
    <div className={styles.columns}>
      <Panel title="空白表与日志导出">
        <div className={styles.part}>
          <p className={styles.hint}>停电、断网时用纸记。每张有表号，补录时填它。</p>
          <DocumentRows incident={null} print={print} />
          <h3>值班日志</h3>
          <LogExport incident={null} print={print} />
          <PrintNote print={print} />
        </div>
      </Panel>
      <Panel title="补录纸质表" fixed>
        <PaperEntry />
      </Panel>
    </div>
  )
}
