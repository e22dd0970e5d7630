/**
 * Areas of the published PDT numbering (区号), by the area of their province, ministry or city
 * with provincial rank (source 5 of the radio reference).
 */
const areasOf: Readonly<Record<number, string>> = {
  800: '800-803',
  360: '360-363',
  328: '328-331',
  623: '623-626',
  334: '334-345',
  348: '348-359',
  390: '370-379,390-396,398',
  422: '410-422,427,429',
  430: '430-439',
  450: '450-459,464,467-469',
  480: '470-480,482,483',
  520: '510-520,523,525,527',
  540: '530-540,543,546,631-635',
  560: '550-567',
  581: '570-581',
  590: '590-599',
  720: '710-722,724,726-728',
  740: '730-740,743-746',
  667: '660,662,663,666-668,750-760,762,763,766,768,769',
  780: '770-784',
  789: '701,789-799',
  620: '600-621',
  485: '485-494',
  640: '640-654,691,692',
  380: '380-387',
  700: '696-698,700',
  400: '399-409',
  495: '495-509',
  702: '702-707',
  440: '440-449',
  670: '670-686',
  656: '656,657',
  658: '658,659',
  585: '585-588',
  804: '804',
}

const provinceOf: ReadonlyMap<number, number> = new Map(
  Object.entries(areasOf).flatMap(([province, ranges]) =>
    ranges.split(',').flatMap((range) => {
      const [from = 0, to = from] = range.split('-').map(Number)
      return Array.from({ length: to - from + 1 }, (_, step): [number, number] => [
        from + step,
        Number(province),
      ])
    }),
  ),
)

/** The area of the province an area lies in; its own where it is that area; `undefined` for no area. */
export const provinceArea = (area: number): number | undefined => provinceOf.get(area)
