// Drives the viewer in a real browser as a person would and says what it found, as
// one JSON object:
//   node drive.mjs CHROMIUM OUT ADDRESS ELSEWHERE
// ADDRESS shows two replays; ELSEWHERE is a page of another origin, which tries to read
// it. What was seen at each step stays in OUT as a picture.
import { chromium } from 'playwright-core'
import { join } from 'node:path'

const [browserPath, out, address, elsewhere] = process.argv.slice(2)
const hang = 180000 // bounds every wait: it is for a machine that hangs, not for a slow one
const browser = await chromium.launch({
  executablePath: browserPath, timeout: hang,
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP rebound.test 127.0.0.1'],
})
const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, acceptDownloads: true, hasTouch: true, permissions: ['clipboard-read', 'clipboard-write'] })
context.setDefaultTimeout(hang)
const origin = new URL(address).origin
const messages = [], requests = [], parts = []
// A page of ours: what is on its console and what it asks of elsewhere is kept.
const watched = async () => {
  const page = await context.newPage()
  page.on('console', m => messages.push(`${m.type()}: ${m.text()}`))
  page.on('pageerror', e => messages.push(String(e)))
  page.on('request', r => { if (!r.url().startsWith(origin + '/') && !/^(data|blob):/.test(r.url())) requests.push(r.url()) })
  page.on('request', r => { if (new URL(r.url()).pathname.endsWith('.mcap')) parts.push(r.headers().range || 'all of it') })
  return page
}
const page = await watched()

const steps = []
const spoken = () => page.locator('#spoken p').allTextContents()
// settled waits until words and address say what is expected.
const settled = async (name, test) => {
  const until = Date.now() + hang
  let words = [], hash = ''
  for (;;) {
    words = await spoken().catch(() => [])
    hash = await page.evaluate(() => location.hash)
    if (test(words.join('\n'), hash)) break
    if (Date.now() > until) { steps.push({ name, words, hash, missed: String(test) }); return }
    await page.waitForTimeout(50)
  }
  await page.waitForTimeout(250)
  const picture = `${String(steps.length + 1).padStart(2, '0')}-${name}.png`
  await page.screenshot({ path: join(out, picture) })
  steps.push({ name, words, hash, picture })
}
// until does something again and again, each time in a way of its own, till words and
// address say that it came about: on a slow machine a key can be let go, or a finger
// lifted, before the viewer looks. A letter is typed once: no page loses that.
const until = async (test, act = () => {}) => {
  const end = Date.now() + hang
  for (let n = 0; Date.now() < end; n++) {
    await act(n)
    for (const next = Date.now() + 2500; Date.now() < next; await page.waitForTimeout(50)) {
      if (test((await spoken().catch(() => [])).join('\n'), await page.evaluate(() => location.hash))) return
    }
  }
}
// shown waits until a page has something to say.
const shown = async page => {
  await page.locator('canvas').waitFor()
  await page.locator('#spoken p').first().waitFor({ state: 'attached' })
}
const held = (key, n) => page.keyboard.press(key, { delay: [200, 120, 350, 60][n % 4] })
const press = (...keys) => keys.reduce((before, k) => before.then(() => page.keyboard.press(k, { delay: 200 })), Promise.resolve())

const began = Date.now()
await page.goto(address)
await page.locator('canvas').waitFor()
await settled('outcomes', w => w.includes('Outcomes'))
const start = Date.now() - began

await press('w')
await settled('why', (w, h) => w.includes('Why') && h.includes('screen=why'))
await press('d')
await settled('lanes', (w, h) => w.includes('Lanes') && h.includes('screen=lanes'))
await until((w, h) => /at=D\+0/.test(h), n => held('Home', n))
await settled('at-the-start', (w, h) => /at=D\+0/.test(h))
const before = await page.evaluate(() => location.hash)
await until((w, h) => h !== before, async n => { // longer each time: what comes between two looks of the viewer is no drag
  const wait = () => page.waitForTimeout(100 << Math.min(n, 5))
  await page.mouse.move(500, 660)
  await wait()
  await page.mouse.down()
  await wait()
  for (let x = 500; x <= 800; x += 20) await page.mouse.move(x, 660)
  await wait()
  await page.mouse.up()
})
await settled('scrubbed', (w, h) => h !== before)
await press('1')
await settled('as-a-nation', (w, h) => /as=/.test(h))
await press('0')
await settled('as-white-cell', (w, h) => !/as=/.test(h))
await press('/')
await until(w => w.includes('Search. '))
await page.keyboard.type('late:yes', { delay: 40 })
await settled('search', w => w.includes('late:yes'))
await press('Enter')
await settled('found', (w, h) => h.includes('select='))
await until(w => !w.includes('Search. '), n => held('Escape', n))
await press('u')
await settled('events-list', (w, h) => w.includes('Events list,') && h.includes('screen=events'))
await press('c')
await settled('compare', (w, h) => w.includes('Compare,') && h.includes('screen=compare'))
await press('Shift+C') // only where there is a second run
await settled('compare-all', (w, h) => h.includes('overview=yes'))
await press('?')
await settled('keys', w => /keys/i.test(w))
await until(w => !w.includes('Keys'), n => held('Escape', n))
await until((w, h) => !h.includes('screen='), n => held('q', n))
await settled('back', (w, h) => !h.includes('screen='))
await press('y')
await settled('copied', w => /link/i.test(w))
const copied = await page.evaluate(() => navigator.clipboard.readText())

// What is on the clipboard is pasted into a field, and a finger taps.
await page.evaluate(() => navigator.clipboard.writeText('D+2 09:00'))
await press('g')
await until(w => w.includes('Go to. '))
await press('Control+v')
await settled('pasted', w => w.includes('Go to. D+2 09:00'))
await until((w, h) => h.includes('at=D+2T09:00'), n => held('Enter', n))
const fingers = await context.newCDPSession(page)
await until((w, h) => h.includes('screen=lanes'), async n => {
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 175, y: 60 }] })
  await page.waitForTimeout([120, 60, 250, 400][n % 4]) // held long a finger asks and does not click
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
})
await settled('tapped', (w, h) => h.includes('screen=lanes') && h.includes('at=D+2T09:00'))

// An export comes as a download.
const coming = page.waitForEvent('download', { timeout: hang })
await press('x')
await until(w => w.includes('Export. '))
await until(w => !w.includes('Export. '), n => held('Enter', n))
const download = await coming.then(async d => ({ name: d.suggestedFilename(), path: await d.saveAs(join(out, d.suggestedFilename())) })).catch(e => ({ name: String(e) }))
await settled('exported', () => true)

// A note comes as the file that lies beside the replay.
await until(w => w.includes('Note. '), n => held('a', n))
await page.keyboard.type('nobody rang back', { delay: 40 })
await until(w => w.includes('nobody rang back'), () => page.waitForTimeout(200))
await until(w => !w.includes('nobody rang back.') && !w.includes('Note. '), n => held('Enter', n))
await until(w => w.includes('Export. '), n => held('x', n))
// A key that is held repeats itself, so one is tapped here, and looked at once more when
// all that was pressed has been seen.
for (let seen = false; !seen;) {
  await until(w => w.includes('Notes, as the file'), n => page.keyboard.press(n % 16 < 12 ? 'ArrowDown' : 'ArrowUp', { delay: 60 }))
  await page.waitForTimeout(700)
  seen = (await spoken()).join('\n').includes('Notes, as the file')
}
const noted = page.waitForEvent('download', { timeout: hang })
await press('Enter')
const book = await noted.then(async d => ({ name: d.suggestedFilename(), path: await d.saveAs(join(out, d.suggestedFilename())) })).catch(e => ({ name: String(e) }))
await settled('noted', () => true)

await page.setViewportSize({ width: 1000, height: 640 })
await settled('smaller', () => true)
await page.setViewportSize({ width: 1920, height: 1080 })
await settled('larger', () => true)

// The link that was copied shows the same again.
const second = await watched()
await second.goto(copied)
await shown(second)
const again = await second.evaluate(() => location.href)
await second.close()

// A file that is dropped onto the page is opened, and read in parts.
const dropping = await watched()
await dropping.goto(address)
await shown(dropping)
await dropping.evaluate(async () => {
  const f = entente.files.replay
  const answer = await fetch(f.address, { credentials: 'same-origin', headers: { Range: `bytes=0-${f.size - 1}` } })
  const carried = new DataTransfer()
  for (const name of ['readme.txt', 'dropped.mcap']) carried.items.add(new File(name.endsWith('.txt') ? ['none'] : [await answer.clone().blob()], name))
  const read = Blob.prototype.arrayBuffer
  globalThis.dropped = { reads: 0, largest: 0 }
  Blob.prototype.arrayBuffer = function () {
    dropped.reads++
    dropped.largest = Math.max(dropped.largest, this.size)
    return read.call(this)
  }
  document.querySelector('canvas').dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }))
})
for (const end = Date.now() + hang; Date.now() < end && !(await dropping.evaluate(() => dropped.reads)); await dropping.waitForTimeout(50));
await dropping.waitForTimeout(1000)
const dropped = { ...await dropping.evaluate(() => dropped), words: (await dropping.locator('#spoken p').allTextContents()).join(' ') }
await dropping.screenshot({ path: join(out, 'dropped.png') })
await dropping.close()

// Pages of other places: rebound names, other origins, frames.
const refused = {}
const other = await context.newPage()
const rebound = await other.goto(`http://rebound.test:${new URL(address).port}/`).catch(e => ({ status: () => String(e) }))
refused.rebound = rebound.status()
await other.goto(elsewhere)
refused.fetched = await other.evaluate(a => fetch(a).then(r => r.text()).then(t => `read ${t.length} bytes`, () => 'refused').catch(() => 'refused'), origin + new URL(address).searchParams.get('replay'))
refused.framed = await other.evaluate(a => new Promise(done => {
  const f = document.createElement('iframe')
  f.onload = () => { try { done(f.contentDocument ? 'blank' : 'opaque') } catch { done('opaque') } }
  f.src = a
  document.body.append(f)
  setTimeout(() => done('nothing'), 3000)
}), address)
await other.close()

console.log(JSON.stringify({ steps, messages, requests, parts, start, copied, again, download, book, dropped, refused }, null, 1))
await browser.close()
