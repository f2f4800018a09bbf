// The contract's operations, as the server itself has them.

import { readFileSync } from "node:fs";

const FILE = new URL("../../../../../api/src/main/resources/antiphon/api/contract/operations.tsv", import.meta.url);

/** `page_size:integer=30, type:enum(a|b)?, agent_id!:string, ids:string[]?` */
function parameters(text) {
  return [...text.matchAll(/(\w+)(!?):(enum\([^)]*\)|[\w-]+)(\[\])?\??(?:=("[^"]*"|[^,]*))?(?:, |$)/g)].map(([, name, required, type, list]) => ({
    name,
    required: required === "!",
    type: type.startsWith("enum(") ? "enum" : type,
    list: Boolean(list),
  }));
}

function read() {
  const [head, ...lines] = readFileSync(FILE, "utf8").trimEnd().split("\n");
  const names = head.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    const row = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]));
    return {
      scope: row.scope,
      group: row.group,
      method: row.method,
      path: row.path,
      /** How the official client calls it; empty where it does not. */
      sdk: row.sdk_js,
      /** What it is called here. */
      name: row.sdk_js.replace(/^conversationalAi\./, "") || `${row.method} ${row.path}`,
      needsKey: row.key === "yes",
      query: parameters(row.query),
      steps: [...row.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]),
      body: row.body.split("|").filter(Boolean),
      multipart: row.body_type.startsWith("multipart/"),
      answers: row.answer_type,
    };
  });
}

export const OPERATIONS = read();
const BY_NAME = new Map(OPERATIONS.map((operation) => [operation.name, operation]));

export function operation(name) {
  const found = BY_NAME.get(name);
  if (!found) {
    throw new Error(`The contract has no operation ${name}`);
  }
  return found;
}

/** The path with its variable steps filled in, and the query behind it. */
export function address(operation, steps, query = {}) {
  let next = 0;
  const path = operation.path.replace(/\{\w+\}/g, () => encodeURIComponent(steps[next++]));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    [value].flat().forEach((each) => search.append(name, String(each)));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}
