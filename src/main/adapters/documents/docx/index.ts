/** A document for Word, WPS and LibreOffice: real tables, fields for the page numbers. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  TabStopType,
  TextRun,
  type Table,
} from 'docx'
import { TextWatermark } from 'docx/watermarks'
import { assertNever } from '../../../../core/kernel/assert-never.ts'
import { statusPrefix, type Block, type PrintDocument } from '../../../../core/documents/model.ts'
import { joinFacts } from '../join-facts.ts'
import { coreProperties } from './properties.ts'
import { factsTable, listTable, signatureTable, twipsPerMm } from './tables.ts'
import { paragraphOf, titleface, typeface, xmlText } from './words.ts'

const sideMm = { A4: 20, 'A4-landscape': 15 } as const
const a4Mm = { short: 210, long: 297 }

/** One transparent point, for programs that show no SVG. */
const emptyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
)

export async function renderDocx(document: PrintDocument): Promise<Uint8Array<ArrayBuffer>> {
  const side = sideMm[document.paper]
  const landscape = document.paper === 'A4-landscape'
  const width = Math.round(((landscape ? a4Mm.long : a4Mm.short) - 2 * side) * twipsPerMm)
  const title = `${statusPrefix(document.status)}${document.title}`
  const file = new Document({
    title: xmlText(title),
    styles: { default: { document: { run: { font: typeface, size: 21 } } } },
    sections: [
      {
        properties: {
          page: {
            size: {
              // Given as portrait: the library turns it.
              width: Math.round(a4Mm.short * twipsPerMm),
              height: Math.round(a4Mm.long * twipsPerMm),
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: {
              left: Math.round(side * twipsPerMm),
              right: Math.round(side * twipsPerMm),
              top: 1240,
              bottom: 1160,
              header: 700,
              footer: 600,
            },
          },
        },
        headers: { default: new Header({ children: [pageHead(document, title)] }) },
        footers: { default: new Footer({ children: [pageFoot(document, width)] }) },
        children: [
          paragraphOf(
            [{ text: title, bold: true }],
            { size: 18, align: 'center' },
            { spacing: { after: 80 }, run: { font: titleface } },
          ),
          ...(document.subtitle === undefined
            ? []
            : [paragraphOf(document.subtitle, { size: 10, align: 'center' })]),
          paragraphOf('', { size: 6 }),
          ...joinFacts(document.blocks).flatMap((block) => blockParts(block, width)),
        ],
      },
    ],
  })
  const packed = await Packer.toBuffer(file, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(title, document.madeAt) },
  ])
  // Own memory, so that it can be handed to another thread.
  return Uint8Array.from(packed)
}

const hairline = { style: BorderStyle.SINGLE, size: 4, space: 2, color: '000000' } as const

function pageHead({ status }: PrintDocument, title: string): Paragraph {
  const mark = { exercise: '演练', test: '练习' } as const
  return new Paragraph({
    border: { bottom: hairline },
    children: [
      new TextRun({ text: xmlText(title), size: 17 }),
      ...(status === 'actual'
        ? []
        : [
            new TextWatermark({
              text: mark[status],
              font: '黑体',
              color: 'D9D9D9',
              width: 330,
              height: 165,
            }),
          ]),
    ],
  })
}

function pageFoot({ foot }: PrintDocument, width: number): Paragraph {
  const pages = ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页']
  return new Paragraph({
    alignment: AlignmentType.LEFT,
    border: { top: hairline },
    tabStops: [{ type: TabStopType.RIGHT, position: width }],
    children: [
      new TextRun({ text: xmlText(foot), size: 16 }),
      new TextRun({ children: ['\t', ...pages], size: 16 }),
    ],
  })
}

function blockParts(block: Block, width: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        paragraphOf(
          block.text,
          { size: block.level === 1 ? 14 : 12, bold: true },
          { keepNext: true, spacing: { before: 160, after: 80 } },
        ),
      ]
    case 'paragraph':
      return [
        paragraphOf(
          block.words,
          { size: 10.5 },
          {
            spacing: { after: 60, line: 380 },
            ...(block.indent ? { indent: { firstLine: 420 } } : {}),
          },
        ),
      ]
    case 'facts':
      return block.rows.length === 0 ? [] : [factsTable(block, width), gap()]
    case 'table':
      return [listTable(block, width), gap()]
    case 'signatures':
      return block.labels.length === 0 ? [] : [signatureTable(block, width), gap()]
    case 'picture':
      return [picture(block), withoutPicture()]
    case 'image':
      return [image(block)]
    case 'space':
      return [new Paragraph({ spacing: { before: Math.round(block.mm * twipsPerMm) } })]
    case 'page-break':
      return [new Paragraph({ children: [new PageBreak()] })]
    default:
      return assertNever(block)
  }
}

function image({ png, widthPt, heightPt, alt }: Extract<Block, { kind: 'image' }>): Paragraph {
  // Pixels of 96 to the inch.
  const transformation = {
    width: Math.round((widthPt * 4) / 3),
    height: Math.round((heightPt * 4) / 3),
  }
  const altText = { name: alt, title: alt, description: alt }
  return new Paragraph({
    children: [new ImageRun({ type: 'png', data: Buffer.from(png), transformation, altText })],
  })
}

/** Two tables that touch become one. */
function gap(): Paragraph {
  return paragraphOf('', { size: 5 })
}

/** Word from 2016 on draws SVG; older ones and WPS leave the place empty. */
function withoutPicture(): Paragraph {
  return paragraphOf([{ text: '上图未显示时，请看 PDF 版。', quiet: true }], { size: 9 })
}

function picture({ svg, widthPt, heightPt }: Extract<Block, { kind: 'picture' }>): Paragraph {
  // Pixels of 96 to the inch.
  const transformation = {
    width: Math.round((widthPt * 4) / 3),
    height: Math.round((heightPt * 4) / 3),
  }
  return new Paragraph({
    children: [
      new ImageRun({
        type: 'svg',
        data: Buffer.from(svg),
        transformation,
        fallback: { type: 'png', data: emptyPng },
      }),
    ],
  })
}
