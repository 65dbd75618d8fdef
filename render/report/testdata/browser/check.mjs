// Opens reports in a real browser and says what it found, as one JSON object:
//   node check.mjs CHROMIUM OUT PAGE...
// For each page: messages of the console, requests, findings of axe-core, texts of
// figures that overlap or leave their picture, and what a narrow window or a dark one does. It
// keeps a screenshot and prints on A4 and Letter into OUT.
import { chromium } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [browserPath, out, ...pages] = process.argv.slice(2)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const hang = 180000 // bounds every wait: it is for a machine that hangs, not for a slow one
const browser = await chromium.launch({
  executablePath: browserPath, timeout: hang,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const found = {}
for (const file of pages) {
  const name = basename(file, '.html')
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true })
  context.setDefaultTimeout(hang)
  const page = await context.newPage()
  const messages = [], requests = []
  page.on('console', m => messages.push(m.text()))
  page.on('pageerror', e => messages.push(String(e)))
  page.on('request', r => { if (!r.url().startsWith('file:') && !r.url().startsWith('data:')) requests.push(r.url()) })
  await page.goto(pathToFileURL(file).href)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(out, name + '.png') })
  await page.screenshot({ path: join(out, name + '-whole.png'), fullPage: true, scale: 'css' }).catch(() => {})
  const boxes = await page.evaluate(overlaps)
  await page.evaluate(axe)
  const audit = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }))
  const serious = audit.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
    .map(v => `${v.id}: ${v.help} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)}`)
  const others = audit.violations.filter(v => v.impact !== 'serious' && v.impact !== 'critical').map(v => v.id)
  const colours = () => page.evaluate(() => [...document.querySelectorAll('html,main,h1,td')].map(e => getComputedStyle(e).color + getComputedStyle(e).backgroundColor).join())
  const light = await colours()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = (await colours()) !== light
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize({ width: 400, height: 900 })
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await page.setViewportSize({ width: 1280, height: 900 })
  const pdf = {}
  for (const format of ['A4', 'Letter']) {
    const bytes = await page.pdf({ path: join(out, `${name}-${format}.pdf`), format, preferCSSPageSize: false, printBackground: true })
    pdf[format] = { bytes: bytes.length, pages: (bytes.toString('latin1').match(/\/Type\s*\/Page\b/g) || []).length }
  }
  found[name] = { messages, requests, serious, others, boxes, sideways, dark, pdf, fonts: await page.evaluate(() => [...document.fonts].filter(f => f.status === 'loaded').length) }
  await context.close()
}
await browser.close()
console.log(JSON.stringify(found, null, 1))

// overlaps looks at every figure as it is laid out: texts that cover each other, or
// that leave their picture, by more than a pixel and a half.
function overlaps() {
  const slack = 1.5, faults = []
  for (const svg of document.querySelectorAll('svg')) {
    const frame = svg.getBoundingClientRect()
    if (frame.width === 0) continue
    const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent).map(t => ({ t: t.textContent, b: t.getBoundingClientRect() }))
    texts.forEach(({ t, b }, i) => {
      if (b.left < frame.left - slack || b.right > frame.right + slack) faults.push(`${t} leaves its picture`)
      // Boxes of letters are taller than the letters: a third of the height is air.
      const inner = (r) => ({ left: r.left, right: r.right, top: r.top + r.height * 0.22, bottom: r.bottom - r.height * 0.22 })
      const p = inner(b)
      for (const { t: u, b: c } of texts.slice(0, i)) {
        const q = inner(c)
        const w = Math.min(p.right, q.right) - Math.max(p.left, q.left), h = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top)
        if (w > slack && h > slack) faults.push(`${t} and ${u}`)
      }
    })
  }
  return faults
}
