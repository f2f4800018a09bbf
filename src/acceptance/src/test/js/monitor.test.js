import assert from "node:assert/strict";
import { test } from "node:test";
import WebSocket from "ws";
import { chat } from "./chat.js";
import { Minutes } from "./minutes.js";
import { agentFor, apiKey, baseUrl, endedConversation, saidBy, socketOrigin } from "./server.js";
import { QUESTIONS, shopAgent } from "./shop.js";

/** A supervisor on the monitoring socket, and what is told there. */
function monitor(test, conversationId, headers = { "xi-api-key": apiKey }) {
  const minutes = new Minutes();
  const socket = new WebSocket(`${socketOrigin}/v1/convai/conversations/${conversationId}/monitor`, { headers });
  test.after(() => socket.close());
  socket.on("message", (text) => {
    const message = JSON.parse(text.toString());
    minutes.note(message.type, message[`${message.type}_event`] ?? message);
  });
  socket.on("close", (code, reason) => minutes.note("closed", { code, reason: reason.toString() }));
  const opened = new Promise((resolve) => socket.on("open", resolve));
  return {
    minutes,
    opened,
    command: (command_type, parameters) => socket.send(JSON.stringify({ command_type, parameters })),
  };
}

const watched = { conversation: { monitoringEnabled: true } };

async function call(conversationId) {
  const response = await fetch(`${baseUrl}/v1/antiphon/calls/${conversationId}`, { headers: { "xi-api-key": apiKey } });
  return { status: response.status, body: await response.json() };
}

test("a supervisor sees what was said, steps in, hands back and hangs up", async (t) => {
  const agentId = await agentFor(t, shopAgent(0, watched));
  const { session, minutes, ask } = await chat(t, { agentId, origin: socketOrigin });
  await minutes.nth("agent", 1);
  const question = "When are you open on Saturday?";
  assert.match(await ask(question), QUESTIONS.saturday.answer(0));

  const { minutes: seen, opened, command } = monitor(t, session.getId());
  await opened;
  assert.equal((await seen.nth("agent_response", 1)).agent_response.startsWith("Welcome to Harbor"), true);
  await seen.nth("agent_response", 2);
  assert.equal(seen.all("user_transcript").length, 1, "what was typed before he came is told");

  command("sing");
  assert.match((await seen.nth("error", 1)).message, /enable_human_takeover/);

  command("enable_human_takeover");
  await seen.nth("external_agent_connected", 1);
  assert.equal((await call(session.getId())).body.taken_over, true);
  command("send_human_message", { text: "This is Ada, the owner." });
  assert.equal(await minutes.nth("agent", 3), "This is Ada, the owner.");
  session.sendUserMessage("Hello Ada.");
  await seen.until("the caller's words", () => seen.all("user_transcript").length === 2 || undefined);
  assert.equal(minutes.all("agent").length, 3, "the agent keeps quiet");
  command("send_human_message", { text: "Good day to you." });
  assert.equal(await minutes.nth("agent", 4), "Good day to you.");

  command("disable_human_takeover");
  await seen.nth("external_agent_disconnected", 1);
  assert.match(await ask("Is there free parking?"), QUESTIONS.parking.answer(0));

  command("end_call");
  assert.equal((await seen.nth("closed", 1)).code, 1000);
  await minutes.nth("disconnect", 1);
  const conversation = await endedConversation(session.getId());
  assert.equal(conversation.status, "done");
  assert.ok(saidBy(conversation, "agent").includes("This is Ada, the owner."));
});

test("a live call shows how it stands, and none of its words", async (t) => {
  const agentId = await agentFor(t, shopAgent(0, watched));
  const { session, minutes, ask } = await chat(t, { agentId, origin: socketOrigin });
  await minutes.nth("agent", 1);
  await ask("Is there free parking?");
  const { status, body } = await call(session.getId());
  assert.equal(status, 200);
  assert.equal(body.agent_id, agentId);
  assert.equal(body.text_only, true);
  assert.equal(body.turn, 2);
  assert.deepEqual([body.counts.user_turns, body.counts.agent_turns], [1, 2]);
  assert.doesNotMatch(JSON.stringify(body), /parking/i);

  await session.endSession();
  await endedConversation(session.getId());
  assert.equal((await call(session.getId())).status, 404);
});

test("nobody looks in without a key, or where the agent's owner does not want it", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const { session } = await chat(t, { agentId, origin: socketOrigin });
  const stranger = monitor(t, session.getId(), {});
  assert.equal((await stranger.minutes.nth("closed", 1)).code, 1008);
  const unwanted = monitor(t, session.getId());
  const closed = await unwanted.minutes.nth("closed", 1);
  assert.equal(closed.code, 1008);
  assert.match(closed.reason, /monitoring_enabled/);
});
