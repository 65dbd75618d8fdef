// Reads a table of a sweep with DuckDB and with hyparquet, and holds every cell against
// the same table as CSV. It prints what it saw; what differs is an error.
import { readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const [packed, plain, dictionary] = process.argv.slice(2)

function csv(text) {
  const rows = [[]]
  let cell = '', quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') { cell += c; i++ }
      else quoted = false
    } else if (c === '"') quoted = true
    else if (c === ',' || c === '\n') {
      rows.at(-1).push(cell)
      cell = ''
      if (c === '\n') rows.push([])
    } else if (c !== '\r') cell += c
  }
  rows.pop()
  return rows
}

const [heads, ...lines] = csv(readFileSync(plain, 'utf8'))
const words = JSON.parse(readFileSync(dictionary, 'utf8')).columns
if (words.map(c => c.name).join() !== heads.join()) throw new Error('the dictionary has other columns than the CSV')
const seen = {}

function hold(reader, row, r) {
  const names = Object.keys(row)
  if (names.join() !== heads.join()) throw new Error(`${reader} has columns ${names}`)
  for (let i = 0; i < heads.length; i++) {
    const value = row[heads[i]], text = lines[r][i], s = seen[reader]
    s.cells++
    if (value === null || value === undefined) {
      s.empty++
      if (text !== '' || !words[i].optional) throw new Error(`${reader}: row ${r} has no ${heads[i]}, and the CSV has ${text}`)
      continue
    }
    const same = words[i].type === 'int64' ? typeof value === 'bigint' && value === BigInt(text)
      : words[i].type === 'double' ? typeof value === 'number' && text !== '' && Object.is(value, Number(text))
      : value === text.replace(/^'(?=[=+\-@\t\r])/, '')
    if (!same) throw new Error(`${reader}: row ${r}: ${heads[i]} is ${value}, and in the CSV ${text}`)
  }
  seen[reader].rows++
}

const start = reader => { seen[reader] = { rows: 0, cells: 0, empty: 0 } }
start('duckdb')
const db = await (await DuckDBInstance.create(':memory:')).connect()
const answer = await db.runAndReadAll(`select * from '${packed.replaceAll("'", "''")}'`)
answer.getRowObjects().forEach((row, r) => hold('duckdb', row, r))
start('hyparquet')
const file = await asyncBufferFromFile(packed)
const rows = await parquetReadObjects({ file, compressors })
rows.forEach((row, r) => hold('hyparquet', row, r))
const meta = await parquetMetadataAsync(file)
for (const reader in seen) if (seen[reader].rows !== lines.length) throw new Error(`${reader} has ${seen[reader].rows} rows, and the CSV ${lines.length}`)
console.log(JSON.stringify({ ...seen, created: meta.created_by }))
