import { beijingDateTime } from '../../kernel/beijing-time.ts'
import { statusPrefix, type PrintDocument } from '../../documents/model.ts'

/** What no file system takes in a name. */
const notInNames = /[\\/:*?"<>|\r\n\t]/g

/** `【演练】接报登记单 #12 20261129-1430.pdf` */
export function fileName(
  { status, fileName: base, madeAt }: Pick<PrintDocument, 'status' | 'fileName' | 'madeAt'>,
  ending: string,
): string {
  const [date = '', time = ''] = beijingDateTime(madeAt).split(' ')
  const when = `${date.replaceAll('-', '')}-${time.replaceAll(':', '').slice(0, 4)}`
  const plain = base.replaceAll(notInNames, '_').slice(0, 80)
  return `${statusPrefix(status)}${plain} ${when}.${ending}`
}
