import { PrintNote } from '../../../print/PrintNote.tsx'
import { usePrint } from '../../../print/use-print.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'

/** 通信保障日报 of today (domain §13 no. 26); earlier days are in the print menu. */
export function DailyButtons({ small = false }: { readonly small?: boolean }) {
  const print = usePrint()
  const make = (format: 'pdf' | 'docx') =>
    print.print({ kind: 'comms_daily', subject: '', incident: null, format, keep: false })
  return (
    <>
      <ActionButton busy={print.busy} name="通信保障日报 PDF" onPress={() => make('pdf')}>
        {small ? '日报 PDF' : '通信保障日报 PDF'}
      </ActionButton>
      <ActionButton busy={print.busy} name="通信保障日报 DOCX" onPress={() => make('docx')}>
        DOCX
      </ActionButton>
      {(print.busy || print.done !== undefined || print.error !== undefined) && (
        <PrintNote print={print} />
      )}
    </>
  )
}
