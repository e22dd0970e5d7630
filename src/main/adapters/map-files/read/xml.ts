/** XML of strangers as a document: no external parts are fetched, what is broken is refused. */
import { DOMParser, type Document } from '@xmldom/xmldom'
import { unreadable } from './fault.ts'

function noDocument(): Error {
  return unreadable('文件内容不完整或已损坏（XML 读不出来），没有导入。请重新导出后重试。')
}

/** @throws FileFault */
export function parseXml(text: string): Document {
  try {
    const parser = new DOMParser({
      // Only what makes the document unusable; an attribute without quotes is no reason to lose a map.
      onError: (level, message) => {
        if (level === 'fatalError') throw new Error(message)
      },
    })
    const document = parser.parseFromString(text, 'text/xml')
    if (!document.documentElement) throw noDocument()
    return document
  } catch {
    // The parser throws errors of its own kinds; for the operator they are one.
    throw noDocument()
  }
}

/** Local name of the root: `kml`, `gpx`, `TrainingCenterDatabase`. */
export function rootName(document: Document): string {
  return document.documentElement?.localName ?? ''
}
