/** Runs and paragraphs of a Word document. */
import { AlignmentType, Paragraph, TextRun, type IParagraphOptions } from 'docx'
import { runsOf, type Run, type Words } from '../../../../core/documents/model.ts'

/** What is on every machine in the county; Word and WPS take the next best where it is not. */
export const typeface = { ascii: '宋体', hAnsi: '宋体', eastAsia: '宋体', cs: '宋体' }
export const titleface = { ascii: '黑体', hAnsi: '黑体', eastAsia: '黑体', cs: '黑体' }

export interface WordsLook {
  /** Points. */
  readonly size: number
  readonly bold?: boolean | undefined
  readonly align?: 'left' | 'right' | 'center' | undefined
}

/** What XML 1.0 does not take; Word refuses the whole file for one of them. */
const notInXml =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g // oxlint-disable-line no-control-regex -- these are what is taken out

export function xmlText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(notInXml, '')
}

function textRuns(run: Run, look: WordsLook): TextRun[] {
  return xmlText(run.text)
    .split('\n')
    .map(
      (text, place) =>
        new TextRun({
          text,
          ...(place > 0 ? { break: 1 } : {}),
          // Half points.
          size: Math.round(look.size * (run.quiet ? 0.9 : 1) * 2),
          bold: run.bold ?? look.bold ?? false,
          strike: run.struck ?? false,
          ...(run.quiet ? { color: '595959' } : {}),
        }),
    )
}

const alignments = {
  left: AlignmentType.LEFT,
  right: AlignmentType.RIGHT,
  center: AlignmentType.CENTER,
} as const

export function paragraphOf(
  words: Words,
  look: WordsLook,
  options: Omit<IParagraphOptions, 'children' | 'text'> = {},
): Paragraph {
  return new Paragraph({
    alignment: alignments[look.align ?? 'left'],
    ...options,
    children: runsOf(words).flatMap((run) => textRuns(run, look)),
  })
}
