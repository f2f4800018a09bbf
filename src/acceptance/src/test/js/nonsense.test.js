import assert from "node:assert/strict";
import { test } from "node:test";
import WebSocket from "ws";
import { chat } from "./chat.js";
import { agentFor, apiKey, baseUrl, patiently, socketOrigin } from "./server.js";
import { QUESTIONS, shopAgent } from "./shop.js";

const SOCKETS = 100;
const AT_ONCE = 5;
/** The contract's, and those with which the protocol itself refuses what is no text (RFC 6455, section 7.4.1). */
const CODES = [1000, 1002, 1007, 1008, 1009, 1011];
const OPENING = JSON.stringify({ type: "conversation_initiation_client_data" });

/** The same numbers for the same seed (a linear congruence of Numerical Recipes). */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const random = numbers(20261123);

const bytes = (length) => Buffer.from(Array.from({ length }, () => random(256)));
const text = (value) => (socket) => socket.send(value);
const FRAMES = [
  () => text("{"),
  () => text("[]"),
  () => text("null"),
  () => text(""),
  () => text('{"type":5}'),
  () => text('{"type":"pong","event_id":"1"}'),
  () => text('{"type":"pong","event_id":1,"event_id":{}}'),
  () => text('{"user_audio_chunk":"AAA"}'),
  () => text('{"user_audio_chunk":[]}'),
  () => text(`{"user_audio_chunk":"${bytes(random(4000)).toString("base64").slice(random(3))}"}`),
  () => text(`{"user_audio_chunk":"${"A".repeat(2 << 20)}"}`),
  () => text('{"type":"user_message","text":"\\u0000"}'),
  () => text('{"type":"user_message","text":"\\ud800"}'),
  () => text(`{"type":"client_tool_result","tool_call_id":"x","is_error":false,"result":${"[".repeat(20000)}${"]".repeat(20000)}}`),
  () => text('{"type":"client_tool_result","tool_call_id":"nobody","result":1e999999}'),
  () => text('{"type":"feedback","event_id":4294967297,"score":"like"}'),
  () => text('{"type":"conversation_initiation_client_data","conversation_config_override":{"tts":{"speed":"fast"}}}'),
  () => text(OPENING),
  () => text("x".repeat(random(100000))),
  () => (socket) => socket.send(bytes(1 + random(2000)), { binary: true }),
  () => (socket) => socket.send(Buffer.concat([Buffer.from('{"type":"user_message","text":"'), bytes(20)]), { binary: false }),
];

/**
 * Sends nonsense until the server has had enough; resolves with the code that its error event or its close frame names. A
 * close frame that crosses further nonsense may be lost with the connection, so the event is enough.
 */
function annoy(agentId) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${socketOrigin}/v1/convai/conversation?agent_id=${agentId}`, ["convai"]);
    let left = 20;
    const goOn = () => {
      if (socket.readyState !== WebSocket.OPEN) {
        return;
      }
      if (left-- <= 0) {
        socket.close(1000);
        setTimeout(() => socket.terminate(), 2_000);
        return;
      }
      FRAMES[random(FRAMES.length)]()(socket);
      setTimeout(goOn, 5);
    };
    socket.on("open", () => {
      if (random(3) > 0) {
        socket.send(OPENING);
      }
      goOn();
    });
    socket.on("message", (text) => {
      const message = JSON.parse(text.toString());
      if (message.type === "error") {
        left = 0;
        resolve(message.error_event.code);
      }
    });
    socket.on("close", resolve);
    socket.on("error", (error) => (socket.readyState === WebSocket.CONNECTING ? reject(error) : undefined));
  });
}

async function get(path) {
  const response = await fetch(`${baseUrl}${path}`, { headers: { "xi-api-key": apiKey } });
  assert.equal(response.status, 200);
  return response.json();
}

test("nonsense on the wire ends its own call and no other, and leaves nothing behind", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const { session, minutes, ask } = await chat(t, { agentId, origin: socketOrigin });
  await minutes.nth("agent", 1);

  const codes = new Map();
  for (let done = 0; done < SOCKETS; done += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, () => patiently(annoy(agentId), "the end of a nonsensical call"));
    for (const code of await Promise.all(some)) {
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  }
  // A client whose connection was reset while it was still sending sees 1006; the server closed with a code of its own.
  const others = [...codes.keys()].filter((code) => !CODES.includes(code) && code !== 1006);
  assert.deepEqual(others, [], JSON.stringify([...codes]));
  assert.ok((codes.get(1008) ?? 0) > SOCKETS / 2, JSON.stringify([...codes]));

  assert.match(await ask("Is there free parking?"), QUESTIONS.parking.answer(0), "the neighbour is answered as ever");
  const deadline = performance.now() + 20_000;
  let calls = await get("/v1/antiphon/calls");
  while (calls.calls.filter((call) => call.agent_id === agentId).length > 1 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    calls = await get("/v1/antiphon/calls");
  }
  const left = calls.calls.filter((call) => call.agent_id === agentId);
  assert.deepEqual(left.map((call) => call.conversation_id), [session.getId()]);
  assert.deepEqual(minutes.all("error"), []);
});
