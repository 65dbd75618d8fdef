// The page around the viewer: it fetches the program from where the page itself came from,
// shows how far that is, and hands it a replay from there: where it can be read in parts,
// or all of it where the server gives no parts.
'use strict'

const says = document.getElementById('says')
const far = document.getElementById('far')

const fail = what => {
	says.textContent = what
	far.hidden = true
}

// fetched is a file of ours, whole; far shows how much of it is there.
const fetched = async (url, what) => {
	const answer = await fetch(url, { credentials: 'same-origin' })
	if (!answer.ok) throw new Error(`${what}: the server says ${answer.status} ${answer.statusText}`)
	const size = Number(answer.headers.get('Entente-Size') || answer.headers.get('Content-Length')) || 0
	const parts = []
	let got = 0
	says.textContent = `Loading ${what}.`
	for (const reader = answer.body.getReader(); ;) {
		const { done, value } = await reader.read()
		if (done) break
		parts.push(value)
		got += value.length
		far.value = size ? Math.min(1, got / size) : 0
	}
	const whole = new Uint8Array(got)
	let at = 0
	for (const part of parts) {
		whole.set(part, at)
		at += part.length
	}
	return whole
}

// part is where a file of ours can be read in parts, and how large it is; nothing where the
// server gives no parts.
const part = async (url, name) => {
	const answer = await fetch(url, { credentials: 'same-origin', headers: { Range: 'bytes=0-0' } })
	const size = Number((answer.headers.get('Content-Range') || '').split('/')[1])
	if (answer.status !== 206 || !size) {
		await answer.body?.cancel()
		return undefined
	}
	await answer.arrayBuffer()
	return { name, address: url.href, size }
}

// ours is an address of the same origin as the page, or an error.
const ours = (address, what) => {
	const url = new URL(address, location.href)
	if (url.origin !== location.origin) throw new Error(`${what}: ${url.origin} is another place, and nothing is fetched from elsewhere`)
	return url
}

const start = async () => {
	const asked = new URLSearchParams(location.search)
	const files = {}
	for (const key of ['replay', 'compare']) {
		if (!asked.get(key)) continue
		const url = ours(asked.get(key), `?${key}=`)
		const name = decodeURIComponent(url.pathname.split('/').pop())
		files[key] = await part(url, name) || { name, data: await fetched(url, name) }
	}
	if (asked.get('study')) { // what many runs came to, of which two are shown
		files.study = { name: 'study.json', data: await fetched(ours(asked.get('study'), '?study='), 'the study') }
	}
	const program = await fetched('view.wasm', 'the viewer')
	const go = new Go()
	const { instance } = await WebAssembly.instantiate(program, go.importObject)
	globalThis.entente = { files }
	says.textContent = 'The viewer is starting.'
	await go.run(instance)
	fail('The viewer has ended. Reload the page to start it again.')
}

start().catch(error => fail(error.message))
