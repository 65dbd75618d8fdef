// Reads one JSON object per line from standard input, {"name", "yaml"}, and
// writes for each {"name", "errors"}: what an editor that knows the schema
// named on the command line would underline.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import Ajv from "ajv/dist/2020.js";
import { parse } from "yaml";

const schema = JSON.parse(readFileSync(process.argv[2], "utf8"));
const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false });
const validate = ajv.compile(schema);
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { name, yaml } = JSON.parse(line);
  const errors = validate(parse(yaml)) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`);
  process.stdout.write(JSON.stringify({ name, errors }) + "\n");
}
