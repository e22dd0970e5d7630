import type { VendorProfileRow } from '../../../../core/modules/vendors/contract.ts'
import { linkKindWords } from './link-words.ts'

const dialectWords: Readonly<Record<VendorProfileRow['dialect'], string>> = {
  'tetra-pei': 'AT 指令（PEI）',
  'hytera-hrnp': 'HDAP（HRNP）',
}

export const dialectWord = ({ dialect }: Pick<VendorProfileRow, 'dialect'>): string =>
  dialectWords[dialect]

export const vendorTitle = ({
  vendor,
  name,
  version,
}: Pick<VendorProfileRow, 'vendor' | 'name' | 'version'>): string => `${vendor} ${name} ${version}`

/** `串口 9600、TCP 4001` */
export function transportWords({ links, baud, tcpPort }: VendorProfileRow['transport']): string {
  const usual = { serial: baud, tcp: tcpPort, udp: null } as const
  return links
    .map((link) => `${linkKindWords[link]}${usual[link] === null ? '' : ` ${usual[link]}`}`)
    .join('、')
}
