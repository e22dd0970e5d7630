/** Features on the map, as facts: standing layers per kind and the county's own. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { featureProjections } from './apply.ts'
import {
  addFeature,
  addLayer,
  changeFeature,
  changeLayer,
  reportOccupancy,
  withdrawFeature,
  withdrawLayer,
} from './commands.ts'
import { featuresContract } from './contract.ts'
import { featureFacts } from './facts.ts'
import { importsOf, withdrawImport } from './import.ts'
import { featureList, layerList, withdrawnLayers } from './queries.ts'

export { addLayer } from './commands.ts'
export { featureProjections } from './apply.ts'
export { featureFacts } from './facts.ts'
export { importFeatures, previewFeatureImport } from './import.ts'
export type { IncomingFeature } from './plan-import.ts'
export { featureList, featureOf, featuresInside, layersOf } from './queries.ts'

function featuresRouter(context: CoreContext) {
  const os = implement(featuresContract).$context<SeatContext>()
  return {
    layers: os.layers.handler(({ context: { seat } }) => {
      requireSession(seat)
      return layerList(context)
    }),
    withdrawnLayers: os.withdrawnLayers.handler(({ context: { seat } }) => {
      requireSession(seat)
      return withdrawnLayers(context).map(({ id, name, colour }) => ({ id, name, colour }))
    }),
    list: os.list.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return featureList(context, input)
    }),
    addLayer: os.addLayer.handler(({ input, context: { seat } }) => addLayer(context, seat, input)),
    changeLayer: os.changeLayer.handler(({ input, context: { seat } }) =>
      changeLayer(context, seat, input),
    ),
    withdrawLayer: os.withdrawLayer.handler(({ input, context: { seat } }) =>
      withdrawLayer(context, seat, input),
    ),
    add: os.add.handler(({ input: { layer, ...typed }, context: { seat } }) =>
      addFeature(context, seat, layer, typed),
    ),
    change: os.change.handler(({ input: { feature, ...typed }, context: { seat } }) =>
      changeFeature(context, seat, feature, typed),
    ),
    withdraw: os.withdraw.handler(({ input, context: { seat } }) =>
      withdrawFeature(context, seat, input),
    ),
    imports: os.imports.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return importsOf(context, input.layer)
    }),
    withdrawImport: os.withdrawImport.handler(({ input, context: { seat } }) =>
      withdrawImport(context, seat, input),
    ),
    reportOccupancy: os.reportOccupancy.handler(({ input, context: { seat } }) =>
      reportOccupancy(context, seat, input),
    ),
  }
}

export const featuresModule: Module = {
  name: 'features',
  facts: featureFacts,
  projections: featureProjections,
  router: featuresRouter,
}
