import assert from "node:assert/strict";
import { test } from "node:test";
import { agentBody } from "./contract/book/fixtures.js";
import { address, OPERATIONS } from "./contract/operations.js";
import { bodySchema, example } from "./contract/schemas.js";
import { apiKey, baseUrl } from "./server.js";

const ROUNDS = 4;
const AT_ONCE = 6;
const LONGEST_MS = 45_000;
const SEED = 20261123;

/** The same numbers for the same seed (a linear congruence of Numerical Recipes). */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const random = numbers(SEED);
const oneOf = (list) => list[random(list.length)];

/** Steps of a path, as they are written in it. */
const STEPS = [
  "%00", "%ff%fe", "..%2F..%2Fetc%2Fpasswd", "%2e%2e", "'%20or%201=1--", "%F0%9F%91%8B", "null", "undefined", "-1", "0", "%20", "%25", "{}", "[]",
  "a".repeat(3000), "agent_", `agent_${"z".repeat(28)}`, "%E2%80%AE", "%0d%0aX-Evil:%201", "*", "%2F", ";jsessionid=1", "summaries",
];
/** Values of a query, likewise. */
const VALUES = [
  "", "%00", "-1", "0", "99999999999999999999", "1e999", "NaN", "%ff", "'", "%27%3B--", "true", "[]", "%7B%7D", "a".repeat(5000), "null", "%F0%9F%91%8B", "100",
  "eyJhIjoxfQ", "AAAA", "%25", "desc%00", "1.5", "-9223372036854775808", "2147483648",
];
/** JSON, as it is written. */
const JSONS = [
  "null", "true", "-1", "0", "1.5", "1e308", "1e999999", "-0", "99999999999999999999999999", '""', '"\\u0000"', '"\\ud800"', '"null"', "[]", "{}", "[null]",
  '{"":{}}', '{"type":null}', '{"type":"no_such_type"}', '{"__proto__":1}', `"${"x".repeat(20_000)}"`, `${"[".repeat(500)}${"]".repeat(500)}`, '["a","a","a"]',
  '"http://169.254.169.254/"', '"file:///etc/passwd"', '"javascript:1"', '"http://[::1"', '"2026-13-45"', '"agent_none"', "{\"a\":{\"b\":{\"c\":[{\"d\":null}]}}}",
  '"%s%n$1"', '"{{system__x}}"', '"(a+)+$"',
];
const WHOLE = ["", "{", "[]", "null", "7", '"x"', '{"a":1}{"b":2}', '{"a":1,}', "\u0000", "<xml/>", `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`, '{"a":1,"a":2}', "\ufeff{}"];
const TYPES = ["application/json", "application/json", "application/json", "text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=x", "", "nonsense"];

/** A body that would fit, but for some of its fields; or one that is none. */
function nastyBody(operation) {
  if (operation.multipart || operation.body.length === 0 || random(5) === 0) {
    return oneOf(WHOLE);
  }
  const schema = bodySchema([oneOf(operation.body)]);
  const body = example(schema);
  const fields = Object.keys(schema.properties ?? {});
  const marks = new Map();
  for (let i = 1 + random(3); i > 0 && fields.length > 0; i--) {
    const mark = `nasty${i}`;
    marks.set(`"${mark}"`, oneOf(JSONS));
    body[oneOf(fields)] = mark;
  }
  return [...marks].reduce((text, [mark, nasty]) => text.replaceAll(mark, () => nasty), JSON.stringify(body));
}

function nastyRequest(operation, known) {
  const steps = operation.steps.map((step) => (random(3) > 0 && known[step] ? known[step] : oneOf(STEPS)));
  let next = 0;
  const path = operation.path.replace(/\{\w+\}/g, () => steps[next++]);
  const names = operation.query.map(({ name }) => name);
  const query = Array.from({ length: random(4) }, () => `${oneOf([...names, "cursor", "page_size", "a[]"])}=${oneOf(VALUES)}`);
  const init = { method: operation.method, headers: { "xi-api-key": apiKey }, redirect: "manual", signal: AbortSignal.timeout(LONGEST_MS) };
  if (!["GET", "DELETE"].includes(operation.method)) {
    init.body = nastyBody(operation);
    const type = oneOf(TYPES);
    if (type) {
      init.headers["content-type"] = type;
    }
  }
  return { url: `${baseUrl}${path}${query.length > 0 ? `?${query.join("&")}` : ""}`, init };
}

async function made(name, body, field) {
  const operation = OPERATIONS.find((each) => each.name === name);
  const response = await fetch(`${baseUrl}${address(operation, [])}`, {
    method: "POST",
    headers: { "xi-api-key": apiKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.ok ? (await response.json())[field] : undefined;
}

/** What is really there, so that nonsense gets further than to "not found". */
async function realThings() {
  const agent = await made("agents.create", agentBody("Fuzz"), "agent_id");
  const tool = await made("tools.create", { tool_config: { type: "client", name: "fuzz", description: "Fuzz." } }, "id");
  const document = await made("knowledgeBase.documents.createFromText", { text: "Fuzz.", name: "Fuzz" }, "id");
  const test = await made("tests.create", { type: "llm", name: "Fuzz" }, "id");
  const folder = await made("tests.folders.create", { name: "Fuzz" }, "id");
  const tag = await made("conversations.tags.create", { title: `Fuzz ${Date.now()}` }, "tag_id");
  const variable = await made("environmentVariables.create", { type: "string", label: `fuzz_${Date.now()}`, values: { production: "x" } }, "id");
  const secret = await made("secrets.create", { type: "new", name: `fuzz_${Date.now()}`, value: "x" }, "secret_id");
  const server = await made("mcpServers.create", { config: { name: "Fuzz", url: "https://fuzz.example/mcp" } }, "id");
  return {
    agent_id: agent,
    tool_id: tool,
    documentation_id: document,
    document_id: document,
    test_id: test,
    folder_id: folder,
    tag_id: tag,
    env_var_id: variable,
    secret_id: secret,
    mcp_server_id: server,
    token_type: "tts_websocket",
    resource_type: "tools",
  };
}

/** What is said of the workspace as a whole is put back, since other tests live in it. */
async function settings() {
  const response = await fetch(`${baseUrl}/v1/convai/settings`, { headers: { "xi-api-key": apiKey } });
  return response.ok ? response.json() : undefined;
}

test("no input makes the server fail", async (t) => {
  const before = await settings();
  t.after(async () => {
    if (before) {
      const { can_use_mcp_servers: _, ...body } = before;
      await fetch(`${baseUrl}/v1/convai/settings`, { method: "PATCH", headers: { "xi-api-key": apiKey, "content-type": "application/json" }, body: JSON.stringify(body) });
    }
  });
  const known = await realThings();
  const doors = OPERATIONS.filter(({ method }) => method !== "WS");
  const waiting = Array.from({ length: ROUNDS }, () => doors).flat();
  const deadline = performance.now() + LONGEST_MS;
  const statuses = new Map();
  const failures = [];
  const worker = async () => {
    for (let operation = waiting.shift(); operation && performance.now() < deadline; operation = waiting.shift()) {
      const { url, init } = nastyRequest(operation, known);
      const response = await fetch(url, init);
      const text = await response.text();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      if (response.status >= 500 && response.status !== 501 && response.status !== 503) {
        failures.push(`${response.status} ${init.method} ${url.slice(0, 300)} ${init.headers["content-type"] ?? ""}\n  ${String(init.body ?? "").slice(0, 300)}\n  ${text.slice(0, 300)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  console.log(JSON.stringify(Object.fromEntries([...statuses].sort())));
  assert.equal(failures.length, 0, `${failures.length} failures:\n${failures.slice(0, 20).join("\n")}`);
  if (known.agent_id) {
    await fetch(`${baseUrl}/v1/convai/agents/${known.agent_id}`, { method: "DELETE", headers: { "xi-api-key": apiKey } });
  }
});
