// Compiles and draws Vega-Lite specifications, one a line of the input; a warning is an
// error. It prints how many marks each drawing has.
import { readFileSync } from 'node:fs'
import { compile } from 'vega-lite'
import { parse, View } from 'vega'

const counts = []
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const spec = JSON.parse(line)
  const fail = (...what) => { throw new Error(`${spec.title}: ${what.join(' ')}`) }
  const logger = { warn: fail, error: fail, info: () => logger, debug: () => logger, level: () => logger }
  const { spec: made } = compile(spec, { logger })
  const view = new View(parse(made), { renderer: 'none' })
  const svg = await view.toSVG()
  counts.push(svg.split('<path').length - 1)
}
console.log(JSON.stringify(counts))
