/** A document as PDF: A4, the typeface embedded as far as it is used, text to select and copy. */
import PDFDocument from 'pdfkit'
import { plainWords, statusPrefix, type PrintDocument } from '../../../../core/documents/model.ts'
import { drawSvg } from './drawing.ts'
import { loadFonts } from './fonts.ts'
import { layDocument } from './layout.ts'
import { countingSheet, drawingSheet, paperOf } from './sheet.ts'

const producer = '石城县应急指挥调度台'

/**
 * Laid out twice, first to count the pages: `共 m 页` stands on the first one, and pages are
 * written out as they are drawn.
 */
export function renderPdf(
  document: PrintDocument,
  fontFolder: URL,
): Promise<Uint8Array<ArrayBuffer>> {
  const made = new Date(document.madeAt)
  const pdf = new PDFDocument({
    autoFirstPage: false,
    // None: the default one is a file that is not there in a bundle.
    font: '',
    // Every line of Chinese is one word to it: the cache only grows.
    fontLayoutCache: false,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: `${statusPrefix(document.status)}${plainWords(document.title)}`,
      Creator: producer,
      Producer: producer,
      CreationDate: made,
      ModDate: made,
    },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const whole = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    pdf.on('end', () => {
      // Own memory, so that it can be handed to another thread.
      resolve(Uint8Array.from(Buffer.concat(chunks)))
    })
    pdf.on('error', reject)
  })
  const fonts = loadFonts(pdf, fontFolder)
  const counting = countingSheet(paperOf(document))
  layDocument(document, counting, fonts)
  const sheet = drawingSheet(pdf, fonts, document, counting.pages(), (svg, width, height) =>
    drawSvg(pdf, fonts, svg, width, height),
  )
  layDocument(document, sheet, fonts)
  pdf.end()
  return whole
}
