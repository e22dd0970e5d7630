/** `docProps/core.xml`: with the time the document was made, where the library puts the time of packing. */
import { xmlText } from './words.ts'

function escaped(text: string): string {
  return xmlText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function coreProperties(title: string, madeAt: number): string {
  const made = new Date(madeAt).toISOString().replace(/\.\d+Z$/, 'Z')
  const when = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${made}</dcterms:${name}>`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title>`,
    '<dc:creator>石城县应急指挥调度台</dc:creator>',
    '<cp:lastModifiedBy>石城县应急指挥调度台</cp:lastModifiedBy>',
    `<cp:revision>1</cp:revision>${when('created')}${when('modified')}`,
    '</cp:coreProperties>',
  ].join('')
}
