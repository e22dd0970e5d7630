/** Apart from the page's own code: the program that drives the page has no DOM. */
export const peerKinds = ['image markers', 'markercluster', 'canvas circles'] as const
export type PeerKind = (typeof peerKinds)[number]
