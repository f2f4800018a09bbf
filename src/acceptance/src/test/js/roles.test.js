import assert from "node:assert/strict";
import { test } from "node:test";
import { address, OPERATIONS } from "./contract/operations.js";
import { apiKey, baseUrl } from "./server.js";

/** From the least to the most. */
const ROLES = ["viewer", "operator", "editor", "admin"];
const AT_ONCE = 6;

/** What browsers ask for a public agent; there the agent's own settings decide. */
const OPEN = ["agents.widget.get", "conversations.getWebrtcToken", "conversations.files.create", "conversations.files.delete", "conversations.feedback.create"];
/** What runs calls and engines, and changes nothing of what they are. */
const RUNNING = /^\/v1\/(convai\/(conversations?|twilio|sip-trunk|exotel|whatsapp|batch-calling)|text-to-speech|speech-to-text|speech-to-speech|single-use-token)(\/|$)/;

/** The least role that an operation should ask for; undefined where anybody may come. */
function needed({ name, method, path, needsKey }) {
  if (!needsKey || OPEN.includes(name)) {
    return undefined;
  }
  if (path.startsWith("/v1/workspace/")) {
    return method === "GET" ? "editor" : "admin";
  }
  if (/get.signed.url$/.test(path)) {
    return "operator";
  }
  if (method === "GET") {
    return "viewer";
  }
  return RUNNING.test(path) ? "operator" : "editor";
}

async function ask(key, method, path, body) {
  const init = { method, headers: { "xi-api-key": key } };
  if (method !== "GET" && method !== "DELETE") {
    init.headers["content-type"] = "application/json";
    init.body = JSON.stringify(body ?? {});
  }
  const response = await fetch(`${baseUrl}${path}`, init);
  return { status: response.status, json: await response.json().catch(() => undefined) };
}

/** A key of each role, revoked when the test ends. */
async function keys(test) {
  const made = new Map();
  for (const role of ROLES) {
    const { status, json } = await ask(apiKey, "POST", "/v1/antiphon/keys", { name: `A ${role}`, role });
    assert.equal(status, 200, JSON.stringify(json));
    made.set(role, json.xi_api_key);
    test.after(() => ask(apiKey, "DELETE", `/v1/antiphon/keys/${json.key_id}`));
  }
  return made;
}

test("every operation asks for its role and for no more", async (t) => {
  const secrets = await keys(t);
  const doors = OPERATIONS.filter(({ method }) => method !== "WS");
  const waiting = doors.flatMap((operation) => ROLES.map((role) => ({ operation, role })));
  const wrong = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { operation, role } = next;
      const path = address(operation, operation.steps.map((step) => `no_such_${step}`));
      const { status } = await ask(secrets.get(role), operation.method, path);
      const least = needed(operation);
      const allowed = least === undefined || ROLES.indexOf(role) >= ROLES.indexOf(least);
      if (allowed ? status === 401 || status === 403 : status !== 403) {
        wrong.push(`${operation.method} ${operation.path} as ${role}: ${status}, though it should ask for ${least ?? "nobody's key"}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  assert.deepEqual(wrong, []);
});
