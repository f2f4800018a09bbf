// The server under test, and what the tests ask of it over REST by the official client.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";
import { soundSeconds } from "./mp3.js";

/** Longer than anything takes that works: these only keep a test from hanging. */
export const PATIENCE_MS = 90_000;

function setting(name, meaning) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: ${meaning}`);
  }
  return value;
}

export const baseUrl = setting("ANTIPHON_BASE_URL", "where the server is, such as http://localhost:9080").replace(/\/$/, "");
export const socketOrigin = baseUrl.replace(/^http/, "ws");
export const apiKey =
  process.env.ANTIPHON_API_KEY ??
  readFileSync(setting("ANTIPHON_API_KEY_FILE", "the file that holds an API key of the server"), "utf8").trim();

/** How many calls at once the server was told to hold. */
export const mostCalls = Number(process.env.ANTIPHON_CALLS_MOST ?? 10);

export const client = new ElevenLabsClient({ apiKey, baseUrl, maxRetries: 0 });
export const agents = client.conversationalAi.agents;
export const conversations = client.conversationalAi.conversations;

/** Makes an agent that is deleted when the test ends. */
export async function agentFor(test, configuration) {
  const { agentId } = await agents.create(configuration);
  test.after(() => agents.delete(agentId));
  return agentId;
}

/** The conversation once the server has written it down to its end. */
export async function endedConversation(conversationId) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const conversation = await conversations.get(conversationId);
    if (conversation.status === "done" || conversation.status === "failed") {
      return conversation;
    }
    assert.ok(performance.now() < deadline, `conversation ${conversationId} is still ${conversation.status}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export function saidBy(conversation, role) {
  return conversation.transcript
    .filter((turn) => turn.role === role && turn.message)
    .map((turn) => turn.message.trim());
}

/** The recording as the server gives it, and how long it sounds. */
export async function recording(conversationId) {
  const response = await fetch(`${baseUrl}/v1/convai/conversations/${conversationId}/audio`, {
    headers: { "xi-api-key": apiKey },
  });
  const body = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, response.status === 200 ? "" : body.toString());
  assert.match(response.headers.get("content-type") ?? "", /^audio\/mpeg/);
  return { seconds: soundSeconds(body) };
}

/** Rejects when the promise takes longer than anything that works. */
export function patiently(promise, what) {
  let timer;
  const tooLong = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), PATIENCE_MS);
  });
  return Promise.race([promise, tooLong]).finally(() => clearTimeout(timer));
}
