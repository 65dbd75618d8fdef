// Opens a Chrome trace in an independent reader of the format, speedscope, and says what it
// found, as one JSON object:
//   node trace.mjs CHROMIUM OUT TRACE
// It gives what the console complained of, requests that left the disk, and what the reader says
// of the trace: the first thread, and how many there are. It keeps a screenshot in OUT.
import { chromium } from 'playwright-core'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [browserPath, out, trace] = process.argv.slice(2)
const name = basename(trace)
const script = join(out, name + '.js')
writeFileSync(script, `speedscope.loadFileFromBase64(${JSON.stringify(name)}, ${JSON.stringify(readFileSync(trace).toString('base64'))})`)
const reader = join(createRequire(import.meta.url).resolve('speedscope/package.json'), '..', 'dist', 'release', 'index.html')
const browser = await chromium.launch({ executablePath: browserPath, timeout: 180000, args: ['--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader', '--allow-file-access-from-files'] })
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
const messages = [], requests = []
page.on('console', m => { if (['error', 'warning'].includes(m.type()) && !m.text().includes('GL Driver Message')) messages.push(m.text()) })
page.on('pageerror', e => messages.push(String(e)))
page.on('dialog', d => { messages.push(d.message()); d.dismiss() })
page.on('request', r => { if (!/^(file|data|blob):/.test(r.url())) requests.push(r.url()) })
await page.goto(pathToFileURL(reader).href + '#localProfilePath=' + encodeURIComponent(script.slice(1)))
await page.waitForFunction(() => /\(1\/\d+\)/.test(document.body.innerText), null, { timeout: 180000 }).catch(() => messages.push('it did not open'))
const said = await page.evaluate(() => document.body.innerText.split('\n').find(line => /\(1\/\d+\)/.test(line)) ?? '')
await page.screenshot({ path: join(out, name + '.png') })
console.log(JSON.stringify({ messages, requests, said }))
await browser.close()
