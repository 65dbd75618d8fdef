// Reads a replay file with the MCAP project's own TypeScript readers, checking
// every checksum, and prints what it found as one JSON object.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { McapIndexedReader, McapStreamReader } from "@mcap/core";
import { decompress } from "fzstd";

const file = readFileSync(process.argv[2]);
const decompressHandlers = {
  zstd: (data, size) => decompress(data, new Uint8Array(Number(size))),
};
const readable = {
  size: async () => BigInt(file.length),
  read: async (offset, length) => new Uint8Array(file.buffer, file.byteOffset + Number(offset), Number(length)),
};
const hex = (hash) => hash.digest("hex");
const isRecord = (topic) => topic !== "/static" && topic !== "/keyframe";

// digest hashes the texts of records, each on a line.
function digest() {
  const hash = createHash("sha256");
  const topics = {};
  let last = 0;
  return {
    add(topic, message) {
      topics[topic] = (topics[topic] ?? 0) + 1;
      if (!isRecord(topic)) return;
      if (message.sequence !== last + 1) throw new Error(`record ${message.sequence} follows ${last}`);
      last = message.sequence;
      hash.update(message.data).update("\n");
    },
    result: () => ({ topics, records: last, sha256: hex(hash) }),
  };
}

async function indexed() {
  const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers });
  const all = digest();
  for await (const message of reader.readMessages({ validateCrcs: true })) {
    all.add(reader.channelsById.get(message.channelId).topic, message);
  }
  let back = 0;
  for await (const _ of reader.readMessages({ validateCrcs: true, reverse: true })) back++;
  const attachments = {};
  for await (const a of reader.readAttachments({ validateCrcs: true })) {
    attachments[a.name] = createHash("sha256").update(a.data).digest("hex");
  }
  let run;
  for await (const m of reader.readMetadata({ name: "run" })) run = Object.fromEntries(m.metadata);
  const schemas = [...reader.schemasById.values()].map((s) => {
    const schema = JSON.parse(new TextDecoder().decode(s.data));
    if (schema.type !== "object" || s.encoding !== "jsonschema") throw new Error(`schema ${s.name} is no object`);
    return s.name;
  });
  return { ...all.result(), back, attachments, run, schemas, messages: Number(reader.statistics.messageCount), profile: reader.header.profile };
}

function streamed() {
  const reader = new McapStreamReader({ decompressHandlers, validateCrcs: true });
  reader.append(new Uint8Array(file.buffer, file.byteOffset, file.length));
  const all = digest();
  const topics = new Map();
  for (let r; (r = reader.nextRecord()); ) {
    if (r.type === "Channel") topics.set(r.id, r.topic);
    if (r.type === "Message") all.add(topics.get(r.channelId), r);
  }
  if (!reader.done()) throw new Error("the stream does not end");
  return all.result();
}

console.log(JSON.stringify({ indexed: await indexed(), streamed: streamed() }));
