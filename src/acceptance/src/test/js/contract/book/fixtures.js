// What operations need that cannot be made up: an agent with something to say, files, pages, a server of tools.

import { createServer } from "node:http";
import assert from "node:assert/strict";
import { missingFrom } from "../schemas.js";

export const PROMPT = `You answer the telephone of Harbor Coffee Roasters, a small coffee roastery.

# Opening hours
On Saturday we are open from 8 am to 5 pm.

# Address and parking
There is free parking behind the building.`;

/** What is secret wherever it is sent: it may stand in no answer and in no log. */
export const SECRET = `walk-secret-${"7Xq".repeat(8)}`;

/** A question that is asked in a call, whose words nobody may find in a log. */
export const QUESTION = "Is there free parking anywhere near the roastery, please?";

export const agentBody = (name) => ({
  name,
  tags: ["walk"],
  conversation_config: {
    agent: { first_message: "Welcome to Harbor Coffee Roasters.", language: "en", prompt: { prompt: PROMPT } },
    turn: { turn_timeout: 12 },
    conversation: { monitoring_enabled: true },
  },
  platform_settings: {
    auth: { enable_auth: false },
    evaluation: { criteria: [{ id: "polite", name: "Polite", type: "prompt", conversation_goal_prompt: "The agent was polite." }] },
  },
});

/** Throws unless all that was sent stands in the answer. */
export function keeps(sent) {
  return (answer) => assert.deepEqual(missingFrom(answer, sent), []);
}

/** Throws unless one of the listed things is it. */
export function lists(field, id, key = "id") {
  return (answer) => {
    const items = field ? answer[field] : answer;
    assert.ok(items.some((item) => item[key] === id), `${id} is not among the ${items.length} listed`);
  };
}

/** A picture of one point. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A second of a tone, as a WAV of 16 kHz. */
export function tone() {
  const samples = 16000;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write("WAVEfmt ", 8);
  [[16, 16, 4], [1, 20, 2], [1, 22, 2], [16000, 24, 4], [32000, 28, 4], [2, 32, 2], [16, 34, 2]].forEach(([value, at, size]) => wav.writeUIntLE(value, at, size));
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    wav.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * 440 * i) / 16000)), 44 + i * 2);
  }
  return wav;
}

const page = (title, text, links = []) =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p>${links
    .map((link) => `<a href="${link}">${link}</a>`)
    .join(" ")}</body></html>`;

const PAGES = {
  "/": page("Harbor Coffee", `The roastery stands at the harbor. ${"We roast coffee every morning. ".repeat(40)}`, ["/prices", "/parking"]),
  "/prices": page("Prices", `A bag of the espresso roast costs 16 dollars. ${"Decaf costs 15 dollars. ".repeat(40)}`),
  "/parking": page("Parking", `There is free parking behind the building. ${"Bicycles stand in front. ".repeat(40)}`),
};

const TOOLS = [{ name: "stock", description: "Tells what is in stock.", inputSchema: { type: "object", properties: { sku: { type: "string" } } } }];

/** The answers of a server of tools that keeps no session (Model Context Protocol, streamable HTTP). */
function toolServer(message) {
  switch (message.method) {
    case "initialize":
      return { protocolVersion: message.params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "warehouse", version: "1" } };
    case "tools/list":
      return { tools: TOOLS };
    default:
      return {};
  }
}

/** A site with three pages and a server of tools, until the test ends. */
export async function openSite(test) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    if (path === "/mcp" && request.method === "POST") {
      const message = JSON.parse(Buffer.concat(await request.toArray()).toString());
      if (message.id === undefined) {
        response.writeHead(202).end();
      } else {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ jsonrpc: "2.0", id: message.id, result: toolServer(message) }));
      }
      return;
    }
    const text = PAGES[path];
    response.writeHead(text ? 200 : path === "/mcp" ? 405 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end(text ?? "nothing here");
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${server.address().port}`;
}

/** Asks again until the answer is what is waited for, or what is waited for will not come. */
export async function until(ask, isDone, patienceMs = 30_000) {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer === undefined || isDone(answer) || performance.now() > deadline) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
