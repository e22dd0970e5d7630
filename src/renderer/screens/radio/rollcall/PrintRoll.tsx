import { PrintNote } from '../../../print/PrintNote.tsx'
import { usePrint } from '../../../print/use-print.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import styles from './RollCall.module.css'

/** The sheet of one roll call on paper (domain §13 no. 25). */
export function PrintRoll({ roll }: { readonly roll: string }) {
  const print = usePrint()
  const make = (format: 'pdf' | 'docx') =>
    print.print({ kind: 'roll_call_sheet', subject: roll, incident: null, format, keep: false })
  return (
    <>
      <ActionButton busy={print.busy} name="登记表 PDF" onPress={() => make('pdf')}>
        登记表 PDF
      </ActionButton>
      <ActionButton busy={print.busy} name="登记表 DOCX" onPress={() => make('docx')}>
        DOCX
      </ActionButton>
      {(print.busy || print.done !== undefined || print.error !== undefined) && (
        <span className={styles.wide}>
          <PrintNote print={print} />
        </span>
      )}
    </>
  )
}
