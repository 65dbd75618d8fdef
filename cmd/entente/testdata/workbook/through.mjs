// Reads a workbook and prints its first sheet as rows of text; then writes those rows
// into a workbook of its own.
import { createRequire } from "node:module";
import fs from "node:fs";
const XLSX = createRequire(import.meta.url)("xlsx");
const [from, to] = process.argv.slice(2);
const book = XLSX.read(fs.readFileSync(from));
const rows = XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1, raw: true, defval: "" });
const out = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(out, XLSX.utils.aoa_to_sheet(rows), book.SheetNames[0]);
fs.writeFileSync(to, XLSX.write(out, { type: "buffer", bookType: "xlsx" }));
console.log(JSON.stringify(rows));
